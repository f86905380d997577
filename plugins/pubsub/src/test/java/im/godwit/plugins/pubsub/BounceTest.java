package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.associates;
import static im.godwit.plugins.pubsub.PubSubTesting.collects;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.options;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerResult;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class BounceTest {
    private static final String NOBODY = ownerResult("<subscriptions node='music'/>");

    @Test
    @Spec(value = "XEP-0060 §12.4", says = "a subscription of an address that is gone ends")
    void aResourceThatIsGoneIsNotNotifiedForEver(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribesInFull(horatio, "music");
        horatio.vanishes();

        publishes(hamlet, "music", "one");

        hamlet.sends(ownerGet("<subscriptions node='music'/>"));
        hamlet.receives(NOBODY);
    }

    @Test
    @Spec(value = "XEP-0060 §12.4", says = "only the subscription of the address that is gone ends")
    void otherSubscriptionsOfTheAccountStay(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor phone = stage.client("horatio/phone");
        Actor desk = stage.client("horatio/desk");
        creates(hamlet, "music");
        subscribesInFull(phone, "music");
        subscribesInFull(desk, "music");
        subscribes(desk, "music");
        phone.vanishes();

        publishes(hamlet, "music", "one");

        hamlet.sends(ownerGet("<subscriptions node='music'/>"));
        hamlet.receives(ownerResult("<subscriptions node='music'>"
                + "<subscription jid='{horatio}' subscription='subscribed'/>"
                + "<subscription jid='{horatio/desk}' subscription='subscribed'/></subscriptions>"));
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.2.2.1", says = "service-unavailable may mean that somebody is just not there")
    void whoIsOfflineStaysSubscribed(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "notification_type=normal");
        subscribes(horatio, "music");
        horatio.vanishes();

        publishes(hamlet, "music", "one");

        hamlet.sends(ownerGet("<subscriptions node='music'/>"));
        hamlet.receives(ownerResult("<subscriptions node='music'>"
                + "<subscription jid='{horatio}' subscription='subscribed'/></subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.4", says = "one dead address does not keep others from being notified")
    void theOthersAreNotified(Stage stage) {
        Actor hamlet = stage.client("hamlet/z");
        Actor other = stage.client("hamlet/a");
        creates(hamlet, "music");
        subscribesInFull(other, "music");
        subscribesInFull(hamlet, "music");
        other.vanishes();

        publishes(hamlet, "music", "one");
        hamlet.receives(event("{hamlet/z}", "<items node='music'>" + song("one") + "</items>"));
        publishes(hamlet, "music", "two");

        hamlet.receives(event("{hamlet/z}", "<items node='music'>" + song("two") + "</items>"));
        hamlet.receivesNothing();
    }

    @Test
    void errorsThatNobodyAskedForChangeNothing(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        subscribesInFull(hamlet, "music");

        for (String id : new String[] {"guess", "guess.1", "."}) {
            hamlet.sends("""
                    <message type='error' to='pubsub.example.org' id='%s'>
                      <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </message>""".formatted(id));
        }

        hamlet.receivesNothing();
        publishes(hamlet, "music", "one");
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.4", says = "what comes back of a collection ends the subscription to it")
    void aSubscriptionToACollectionEnds(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "albums");
        collects(hamlet, "all");
        creates(hamlet, "music", "collection=albums");
        associates(hamlet, "all", "music");
        subscribesInFull(horatio, "albums", options("subscription_type=items"));
        subscribesInFull(horatio, "all", options("subscription_type=items"));
        horatio.vanishes();

        publishes(hamlet, "music", "one");

        hamlet.sends(ownerGet("<subscriptions node='albums'/>"));
        hamlet.receives(ownerResult("<subscriptions node='albums'/>"));
        hamlet.sends(ownerGet("<subscriptions node='all'/>"));
        hamlet.receives(ownerResult("<subscriptions node='all'/>"));
    }
}
