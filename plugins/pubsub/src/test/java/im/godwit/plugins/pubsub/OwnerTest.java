package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerResult;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class OwnerTest {
    @Test
    @Spec(value = "XEP-0060 §8.8.1", says = "an owner sees the subscriptions")
    void ownersSeeSubscriptions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribes(horatio, "music");

        hamlet.sends(ownerGet("<subscriptions node='music'/>"));

        hamlet.receives(ownerResult("<subscriptions node='music'>"
                + "<subscription jid='{horatio}' subscription='subscribed'/></subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.1.3", says = "nobody else does")
    void othersSeeNeitherSubscriptionsNorAffiliations(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "publisher");

        for (String list : List.of("subscriptions", "affiliations")) {
            horatio.sends(ownerGet("<" + list + " node='music'/>"));
            horatio.receives(error("auth", "forbidden"));
            horatio.sends(ownerSet("<" + list + " node='music'/>"));
            horatio.receives(error("auth", "forbidden"));
            horatio.sends(ownerGet("<" + list + " node='nowhere'/>"));
            horatio.receives(error("cancel", "item-not-found"));
            horatio.sends(ownerSet("<" + list + " node='nowhere'/>"));
            horatio.receives(error("cancel", "item-not-found"));
            horatio.sends(ownerGet("<" + list + "/>"));
            horatio.receives(error("modify", "bad-request", "nodeid-required"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.2, §8.8.4", says = "an owner subscribes and unsubscribes others, who are told")
    void ownersChangeSubscriptions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        hamlet.sends(ownerSet("<subscriptions node='music'>"
                + "<subscription jid='{horatio/}' subscription='subscribed'/></subscriptions>"));
        hamlet.receives(done());
        horatio.receives(
                event("{horatio/}", "<subscription node='music' jid='{horatio/}' subscription='subscribed'/>"));
        hamlet.sends(ownerSet("<subscriptions node='music'>"
                + "<subscription jid='{horatio/}' subscription='none'/></subscriptions>"));
        hamlet.receives(done());

        horatio.receives(event("{horatio/}", "<subscription node='music' jid='{horatio/}' subscription='none'/>"));
        publishes(hamlet, "music", "one");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.2.1", says = "a state that is not given is not changed")
    void aSubscriptionWithoutStateStays(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        subscribes(hamlet, "music");

        hamlet.sends(ownerSet("<subscriptions node='music'><subscription jid='{hamlet}'/></subscriptions>"));
        hamlet.receives(done());

        hamlet.sends(ownerGet("<subscriptions node='music'/>"));
        hamlet.receives(ownerResult("<subscriptions node='music'>"
                + "<subscription jid='{hamlet}' subscription='subscribed'/></subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.2.4", says = "what cannot be comes back as it is, the rest is done")
    void subscriptionsThatCannotBeChangedComeBack(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        subscribes(hamlet, "music");

        hamlet.sends(ownerSet("<subscriptions node='music'><subscription jid='{hamlet}' subscription='pending'/>"
                + "<subscription jid='{horatio}' subscription='subscribed'/></subscriptions>"));

        hamlet.receives("""
                <iq type='error' id='ask' from='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                    <subscriptions node='music'>
                      <subscription jid='{hamlet}' subscription='subscribed'/>
                    </subscriptions>
                  </pubsub>
                  <error type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
        hamlet.sends(ownerGet("<subscriptions node='music'/>"));
        hamlet.receives(ownerResult("<subscriptions node='music'>"
                + "<subscription jid='{hamlet}' subscription='subscribed'/>"
                + "<subscription jid='{horatio}' subscription='subscribed'/></subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.9.2", says = "an owner changes affiliations; none is not listed")
    void ownersChangeAffiliations(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(ownerSet("<affiliations node='music'><affiliation jid='{horatio}' affiliation='publish-only'/>"
                + "<affiliation jid='{ophelia}' affiliation='member'/></affiliations>"));
        hamlet.receives(done());
        hamlet.sends(ownerSet("<affiliations node='music'><affiliation jid='{ophelia}' affiliation='none'/>"
                + "<affiliation jid='{horatio}'/></affiliations>"));
        hamlet.receives(done());

        hamlet.sends(ownerGet("<affiliations node='music'/>"));
        hamlet.receives(ownerResult("<affiliations node='music'>"
                + "<affiliation jid='{hamlet}' affiliation='owner'/>"
                + "<affiliation jid='{horatio}' affiliation='publish-only'/></affiliations>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.9.2.4", says = "there is always an owner")
    void theLastOwnerStays(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(ownerSet("<affiliations node='music'><affiliation jid='{hamlet}' affiliation='none'/>"
                + "<affiliation jid='{polonius}' affiliation='none'/>"
                + "<affiliation jid='{horatio}' affiliation='publisher'/></affiliations>"));

        hamlet.receives("""
                <iq type='error' id='ask' from='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                    <affiliations node='music'><affiliation jid='{hamlet}' affiliation='owner'/></affiliations>
                  </pubsub>
                  <error type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
        hamlet.sends(ownerGet("<affiliations node='music'/>"));
        hamlet.receives(ownerResult("<affiliations node='music'>"
                + "<affiliation jid='{hamlet}' affiliation='owner'/>"
                + "<affiliation jid='{horatio}' affiliation='publisher'/></affiliations>"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.1", says = "an owner resigns where there is another, and is not made to")
    void ownersResignThemselves(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "owner");

        hamlet.sends(ownerSet(
                "<affiliations node='music'><affiliation jid='{horatio}' affiliation='none'/></affiliations>"));
        hamlet.receives("<iq type='error'>{any}</iq>");
        affiliates(hamlet, "music", hamlet, "none");

        hamlet.sends(ownerGet("<affiliations node='music'/>"));
        hamlet.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.9.2.4", says = "an entity stands in a request once")
    void theSameEntityTwiceIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(ownerSet("<affiliations node='music'><affiliation jid='{horatio}' affiliation='member'/>"
                + "<affiliation jid='{horatio/}' affiliation='outcast'/></affiliations>"));

        hamlet.receives(explained("modify", "bad-request"));
    }

    @Test
    void anUnknownAffiliationIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(ownerSet(
                "<affiliations node='music'><affiliation jid='{horatio}' affiliation='king'/></affiliations>"));

        hamlet.receives(explained("modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.2", says = "an outcast is not subscribed any more, and told so")
    void outcastsLoseTheirSubscriptions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribesInFull(horatio, "music");

        affiliates(hamlet, "music", horatio, "outcast");

        horatio.receives(event("{horatio/}", "<subscription node='music' jid='{horatio/}' subscription='none'/>"));
        publishes(hamlet, "music", "one");
        horatio.receivesNothing();
    }
}
