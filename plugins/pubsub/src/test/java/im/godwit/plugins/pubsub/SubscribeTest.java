package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static im.godwit.plugins.pubsub.PubSubTesting.unsupported;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class SubscribeTest {
    @Test
    @Spec(value = "XEP-0060 §6.1.2", says = "the subscriber is told")
    void whoSubscribesIsSubscribed(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(set("<subscribe node='music' jid='{horatio}'/>"));

        horatio.receives(result("<subscription node='music' jid='{horatio}' subscription='subscribed'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.3", says = "notifications go to the subscribed JID and nowhere else")
    void aBareSubscriptionReachesAllAvailableResources(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor phone = stage.online("horatio/phone");
        Actor desk = stage.online("horatio/desk");
        creates(hamlet, "music");
        subscribes(phone, "music");

        publishes(hamlet, "music", "one");

        phone.receives(event("{horatio}", "<items node='music'>" + song("one") + "</items>"));
        desk.receives(event("{horatio}", "<items node='music'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.6", says = "who subscribes again stays subscribed, and is notified once")
    void subscribingTwiceIsSubscribingOnce(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        subscribesInFull(hamlet, "music");
        subscribesInFull(hamlet, "music");

        publishes(hamlet, "music", "one");

        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + "</items>"));
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.1", says = "nobody subscribes others")
    void theJidMustBeTheRequesters(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(set("<subscribe node='music' jid='{hamlet}'/>"));
        horatio.receives(error("modify", "bad-request", "invalid-jid"));
        horatio.sends(set("<subscribe node='music' jid='@'/>"));
        horatio.receives(error("modify", "bad-request", "invalid-jid"));
        horatio.sends(set("<subscribe node='music'/>"));
        horatio.receives(error("modify", "bad-request", "jid-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.4", says = "not on the whitelist")
    void strangersMayNotSubscribeToAWhitelistNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "secret", "access_model=whitelist");

        horatio.sends(set("<subscribe node='secret' jid='{horatio}'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));

        affiliates(hamlet, "secret", horatio, "member");
        subscribes(horatio, "secret");
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.8", says = "outcasts are blocked")
    void outcastsMayNotSubscribe(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "outcast");

        horatio.sends(set("<subscribe node='music' jid='{horatio}'/>"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.10", says = "the node takes no subscriptions")
    void aNodeMayTakeNoSubscriptions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "subscribe=0");

        hamlet.sends(set("<subscribe node='music' jid='{hamlet}'/>"));

        hamlet.receives(unsupported("subscribe"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.12", says = "there is no such node")
    void subscribingNeedsANodeThatIsThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<subscribe node='nowhere' jid='{hamlet}'/>"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.7", says = "a new subscriber gets the last item, marked as late")
    void newSubscribersMayGetTheLastItem(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "send_last_published_item=on_sub");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        stage.clock().advance(Duration.ofHours(1));

        subscribesInFull(hamlet, "music");

        hamlet.receives("""
                <message from='pubsub.example.org' to='{hamlet/}' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='music'>%s</items></event>
                  <delay xmlns='urn:xmpp:delay' stamp='2026-03-01T12:00:00Z'/>
                </message>""".formatted(song("two")));
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.2.2", says = "who unsubscribes is not notified any more")
    void unsubscribingEndsNotifications(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        subscribesInFull(hamlet, "music");

        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet/}' subid='ignored'/>"));

        hamlet.receives(result("<subscription node='music' jid='{hamlet/}' subscription='none'/>"));
        publishes(hamlet, "music", "one");
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.2.3.2", says = "the JID is not subscribed")
    void unsubscribingNeedsASubscription(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        subscribesInFull(hamlet, "music");

        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet}'/>"));

        hamlet.receives(error("cancel", "unexpected-request", "not-subscribed"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.2.3.3", says = "nobody unsubscribes others")
    void othersMayNotUnsubscribe(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribes(hamlet, "music");

        horatio.sends(set("<unsubscribe node='music' jid='{hamlet}'/>"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.2.3.4", says = "there is no such node")
    void unsubscribingNeedsANodeThatIsThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<unsubscribe node='nowhere' jid='{hamlet}'/>"));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "owners may hear of new and former subscribers")
    void ownersMayBeToldOfSubscribers(Stage stage) {
        Actor hamlet = stage.online("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "notify_sub=1");

        subscribes(horatio, "music");
        horatio.sends(set("<unsubscribe node='music' jid='{horatio}'/>"));

        hamlet.receives(event("{hamlet}", "<subscription node='music' jid='{horatio}' subscription='subscribed'/>"));
        hamlet.receives(event("{hamlet}", "<subscription node='music' jid='{horatio}' subscription='none'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.5", says = "a subscription does not get round the access model")
    void subscribersOfANodeThatClosedAreNotNotified(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribesInFull(horatio, "music");
        hamlet.sends(ownerSet("<configure node='music'>" + form("access_model=whitelist") + "</configure>"));
        hamlet.receives(done());

        publishes(hamlet, "music", "one");

        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §5.6", says = "all subscriptions of the account, of whatever resource")
    void subscribersSeeTheirSubscriptions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        creates(hamlet, "poetry");
        horatio.sends(get("<subscriptions/>"));
        horatio.receives(result("<subscriptions/>"));
        subscribes(horatio, "music");
        subscribesInFull(horatio, "poetry");
        subscribes(hamlet, "music");

        horatio.sends(get("<subscriptions/>"));
        horatio.receives(result("<subscriptions>"
                + "<subscription node='music' jid='{horatio}' subscription='subscribed'/>"
                + "<subscription node='poetry' jid='{horatio/}' subscription='subscribed'/></subscriptions>"));
        horatio.sends(get("<subscriptions node='poetry'/>"));
        horatio.receives(result("<subscriptions node='poetry'>"
                + "<subscription node='poetry' jid='{horatio/}' subscription='subscribed'/></subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §5.7", says = "all affiliations of the account")
    void accountsSeeTheirAffiliations(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        horatio.sends(get("<affiliations/>"));
        horatio.receives(result("<affiliations/>"));
        creates(hamlet, "music");
        creates(horatio, "science");
        affiliates(hamlet, "music", horatio, "outcast");

        horatio.sends(get("<affiliations/>"));
        horatio.receives(result("<affiliations><affiliation node='music' affiliation='outcast'/>"
                + "<affiliation node='science' affiliation='owner'/></affiliations>"));
        horatio.sends(get("<affiliations node='science'/>"));
        horatio.receives(result(
                "<affiliations node='science'>" + "<affiliation node='science' affiliation='owner'/></affiliations>"));
    }
}
