package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerResult;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static im.godwit.plugins.pubsub.PubSubTesting.unsupported;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.service.Accounts;
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
class DeleteTest {
    @Test
    @Spec(value = "XEP-0060 §8.4.2", says = "the node is gone, and all subscribers are told")
    void deletedNodesAreGone(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        subscribesInFull(hamlet, "music");

        hamlet.sends(ownerSet("<delete node='music'><redirect uri='xmpp:pubsub.example.org?;node=songs'/></delete>"));

        hamlet.receives(done());
        hamlet.receives(event(
                "{hamlet/}", "<delete node='music'><redirect uri='xmpp:pubsub.example.org?;node=songs'/></delete>"));
        creates(hamlet, "music");
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "subscribers are told of the end only where the node says so")
    void aNodeMayGoWithoutAWord(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "notify_delete=0");
        subscribesInFull(hamlet, "music");

        hamlet.sends(ownerSet("<delete node='music'/>"));

        hamlet.receives(done());
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.11", says = "who asks for a node that has moved is told where it is")
    void movedNodesSayWhereTheyAre(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        creates(hamlet, "dance");
        hamlet.sends(ownerSet("<delete node='music'><redirect uri='xmpp:pubsub.example.org?;node=songs'/></delete>"));
        hamlet.receives(done());
        hamlet.sends(ownerSet("<delete node='dance'/>"));
        hamlet.receives(done());

        for (String request : List.of(
                set("<subscribe node='music' jid='{horatio}'/>"),
                get("<items node='music'/>"),
                set("<publish node='music'><item/></publish>"))) {
            horatio.sends(request);
            horatio.receives("""
                    <iq type='error' from='pubsub.example.org'>
                      <error type='modify'>
                        <gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>xmpp:pubsub.example.org?;node=songs</gone>
                      </error>
                    </iq>""");
        }
        horatio.sends(get("<items node='dance'/>"));
        horatio.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.1", says = "a redirect is a URI")
    void aRedirectNeedsAUri(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        for (String redirect :
                List.of("<redirect/>", "<redirect uri=''/>", "<redirect uri='" + "x".repeat(2049) + "'/>")) {
            hamlet.sends(ownerSet("<delete node='music'>" + redirect + "</delete>"));
            hamlet.receives(explained("modify", "bad-request"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.3.1", says = "only an owner deletes")
    void othersMayNotDelete(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(ownerSet("<delete node='music'/>"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.3.2", says = "there is no such node")
    void deletingNeedsANodeThatIsThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerSet("<delete node='nowhere'/>"));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.5.2", says = "one notification, however many items there were")
    void purgedNodesAreEmpty(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        subscribesInFull(hamlet, "music");

        hamlet.sends(ownerSet("<purge node='music'/>"));

        hamlet.receives(done());
        hamlet.receives(event("{hamlet/}", "<purge node='music'/>"));
        hamlet.receivesNothing();
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.5.3.2", says = "only with the privilege")
    void strangersMayNotPurge(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(ownerSet("<purge node='music'/>"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.1", says = "a publisher purges what is theirs and nothing else")
    void publishersPurgeOnlyTheirOwn(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "publisher");
        publishes(horatio, "music", "one");
        horatio.sends(ownerSet("<purge node='music'/>"));
        horatio.receives(done());
        publishes(hamlet, "music", "two");

        horatio.sends(ownerSet("<purge node='music'/>"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.5.3.3", says = "the node keeps no items")
    void transientNodesCannotBePurged(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "radio", "persist_items=0");

        hamlet.sends(ownerSet("<purge node='radio'/>"));

        hamlet.receives(unsupported("persistent-items"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.5.3.4", says = "there is no such node")
    void purgingNeedsANodeThatIsThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerSet("<purge node='nowhere'/>"));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    void nothingAndTooMuchAtOnceAreRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set(""));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(set("<create node='a'/><create node='b'/>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(set("<dance/>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(get("<create node='a'/>"));
        hamlet.receives(explained("modify", "bad-request"));
    }

    @Test
    void aDeletedAccountLeavesNothingBehind(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        creates(horatio, "science");
        affiliates(hamlet, "music", horatio, "publisher");
        subscribes(horatio, "music");
        subscribesInFull(hamlet, "science");

        stage.service(Accounts.class).delete(horatio.jid().bare());

        hamlet.receives(event("{hamlet/}", "<delete node='science'/>"));
        hamlet.sends(ownerGet("<affiliations node='music'/>"));
        hamlet.receives(ownerResult(
                "<affiliations node='music'><affiliation jid='{hamlet}' affiliation='owner'/></affiliations>"));
        hamlet.sends(ownerGet("<subscriptions node='music'/>"));
        hamlet.receives(ownerResult("<subscriptions node='music'/>"));
    }
}
