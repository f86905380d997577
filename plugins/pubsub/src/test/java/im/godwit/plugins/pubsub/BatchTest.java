package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class BatchTest {
    private Actor hamlet;

    @BeforeEach
    void create(Stage stage) {
        hamlet = stage.client("hamlet");
        creates(hamlet, "music", "max_items=3");
        subscribesInFull(hamlet, "music");
    }

    private void has(String... ids) {
        StringBuilder items = new StringBuilder();
        for (String id : ids) {
            items.append(song(id));
        }
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'>" + items + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.11", says = "several items are published at once, in order")
    void severalItemsArePublishedAtOnce() {
        hamlet.sends(set("<publish node='music'>" + song("one") + song("two") + "</publish>"));

        hamlet.receives(result("<publish node='music'><item id='one'/><item id='two'/></publish>"));
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + song("two") + "</items>"));
        hamlet.receivesNothing();
        has("one", "two");
    }

    @Test
    @Spec(value = "XEP-0060 §12.11", says = "if one item cannot be published, none is")
    void nothingIsPublishedIfOneItemIsWrong() {
        hamlet.sends(set("<publish node='music'>" + song("one") + "<item id='two'/></publish>"));
        hamlet.receives(error("modify", "bad-request", "payload-required"));
        hamlet.sends(set("<publish node='music'>" + song("one") + song("one") + "</publish>"));
        hamlet.receives(explained("modify", "bad-request"));

        hamlet.receivesNothing();
        has();
    }

    @Test
    @Spec(value = "XEP-0060 §12.11", says = "more items than the node keeps")
    void aBatchThatTheNodeCannotKeepIsRefused() {
        hamlet.sends(set("<publish node='music'>" + song("1") + song("2") + song("3") + song("4") + "</publish>"));

        hamlet.receives(error("cancel", "not-allowed", "max-items-exceeded"));
        has();
    }

    @Test
    @Spec(value = "XEP-0060 §7.2, §12.11", says = "several items are retracted at once, and told at once")
    void severalItemsAreRetractedAtOnce() {
        hamlet.sends(set("<publish node='music'>" + song("one") + song("two") + song("three") + "</publish>"));
        hamlet.ignoresAll();

        hamlet.sends(set("<retract node='music'><item id='one'/><item id='three'/></retract>"));

        hamlet.receives(done());
        hamlet.receives(event("{hamlet/}", "<items node='music'><retract id='one'/><retract id='three'/></items>"));
        hamlet.receivesNothing();
        has("two");
    }

    @Test
    @Spec(value = "XEP-0060 §12.11", says = "if one item cannot be retracted, none is")
    void nothingIsRetractedIfOneItemIsWrong() {
        publishes(hamlet, "music", "one");
        hamlet.ignoresAll();

        hamlet.sends(set("<retract node='music'><item id='one'/><item id='none'/></retract>"));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(set("<retract node='music'><item id='one'/><item/></retract>"));
        hamlet.receives(error("modify", "bad-request", "item-required"));

        has("one");
    }
}
