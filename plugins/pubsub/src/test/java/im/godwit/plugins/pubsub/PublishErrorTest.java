package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publication;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;

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
class PublishErrorTest {
    private static final String ITEMS = "<items node='music'/>";

    @Test
    @Spec(value = "XEP-0060 §7.1.3.4", says = "a full node may reject new items, not changed ones")
    void aFullNodeMayRejectItems(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "max_items=1", "publish_node_full=reject");
        publishes(hamlet, "music", "one");

        hamlet.sends(publication("music", "two"));

        hamlet.receives(error("cancel", "conflict", "node-full"));
        publishes(hamlet, "music", "one");
        hamlet.sends(get(ITEMS));
        hamlet.receives(result("<items node='music'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.1", says = "only those with the privilege publish")
    void strangersMayNotPublish(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(publication("music", "one"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.3", says = "there is no such node, and it is not made by itself")
    void publishingToNowhereIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(publication("nowhere", "one"));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.5", says = "a payload beyond the limit")
    void aPayloadMayBeTooBig(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "max_payload_size=50");

        hamlet.sends(publication("music", "x".repeat(100)));

        hamlet.receives(error("modify", "not-acceptable", "payload-too-big"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.6", says = "more than one payload")
    void twoPayloadsAreRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<publish node='music'><item><a xmlns='urn:x'/><b xmlns='urn:x'/></item></publish>"));

        hamlet.receives(error("modify", "bad-request", "invalid-payload"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.6", says = "a payload of another namespace than the node's")
    void aPayloadOfAnotherTypeIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "type=urn:example:poetry");

        hamlet.sends(publication("music", "one"));

        hamlet.receives(error("modify", "bad-request", "invalid-payload"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.7", says = "a persistent node needs an item")
    void aPersistentNodeNeedsAnItem(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<publish node='music'/>"));

        hamlet.receives(error("modify", "bad-request", "item-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.7", says = "a node with payloads needs a payload")
    void aNodeWithPayloadsNeedsAPayload(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<publish node='music'><item id='one'/></publish>"));

        hamlet.receives(error("modify", "bad-request", "payload-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.7", says = "a transient node without payloads takes no item")
    void aTransientNotificationNodeForbidsItems(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "bell", "persist_items=0", "deliver_payloads=0");

        hamlet.sends(publication("bell", "one"));

        hamlet.receives(error("modify", "bad-request", "item-forbidden"));
    }

    @Test
    void anItemIdOf64KiBIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<publish node='music'><item id='" + "i".repeat(65536)
                + "'><song xmlns='urn:example:music'/></item></publish>"));

        hamlet.receives(explained("modify", "not-acceptable"));
    }

    @Test
    void publishingWithoutANodeIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<publish>" + song("one") + "</publish>"));

        hamlet.receives(error("modify", "bad-request", "nodeid-required"));
    }
}
