package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static im.godwit.plugins.pubsub.PubSubTesting.unsupported;

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
class RetractTest {
    private static final String ITEMS = "<items node='music'/>";

    @Test
    @Spec(value = "XEP-0060 §7.2.2", says = "an item is deleted, and subscribers are told where they wish")
    void retractedItemsAreGone(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        subscribesInFull(hamlet, "music");

        hamlet.sends(set("<retract node='music'><item id='one'/></retract>"));

        hamlet.receives(done());
        hamlet.receives(event("{hamlet/}", "<items node='music'><retract id='one'/></items>"));
        hamlet.sends(get(ITEMS));
        hamlet.receives(result("<items node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.2.1", says = "notify makes the service tell, whatever the node says")
    void notifyOverridesTheNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "notify_retract=0");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        subscribesInFull(hamlet, "music");

        hamlet.sends(set("<retract node='music'><item id='one'/></retract>"));
        hamlet.receives(done());
        hamlet.receivesNothing();
        hamlet.sends(set("<retract node='music' notify='true'><item id='two'/></retract>"));

        hamlet.receives(done());
        hamlet.receives(event("{hamlet/}", "<items node='music'><retract id='two'/></items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.1", says = "a publisher deletes what is theirs and nothing else")
    void publishersRetractOnlyTheirOwn(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "publisher");
        publishes(hamlet, "music", "of-hamlet");
        publishes(horatio, "music", "of-horatio");

        horatio.sends(set("<retract node='music'><item id='of-hamlet'/></retract>"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(set("<retract node='music'><item id='of-horatio'/></retract>"));
        horatio.receives(done());
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.1", says = "strangers delete nothing")
    void strangersMayNotRetract(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");

        horatio.sends(set("<retract node='music'><item id='one'/></retract>"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2", says = "who may publish by the model takes back what is theirs")
    void whoPublishedToAnOpenNodeTakesItBack(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "publish_model=open");
        publishes(hamlet, "music", "of-hamlet");
        publishes(horatio, "music", "of-horatio");

        horatio.sends(set("<retract node='music'><item id='of-hamlet'/></retract>"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(set("<retract node='music'><item id='of-horatio'/></retract>"));
        horatio.receives(done());
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.2", says = "no such node or item")
    void retractingWhatIsNotThereIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<retract node='nowhere'><item id='one'/></retract>"));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(set("<retract node='music'><item id='one'/></retract>"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.3", says = "no node is named")
    void retractingNeedsANode(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<retract><item id='one'/></retract>"));

        hamlet.receives(error("modify", "bad-request", "nodeid-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.4", says = "no item or no id is named")
    void retractingNeedsAnItemWithId(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<retract node='music'/>"));
        hamlet.receives(error("modify", "bad-request", "item-required"));
        hamlet.sends(set("<retract node='music'><item/></retract>"));
        hamlet.receives(error("modify", "bad-request", "item-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.5", says = "the node keeps no items")
    void transientNodesHaveNothingToRetract(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "radio", "persist_items=0");

        hamlet.sends(set("<retract node='radio'><item id='one'/></retract>"));

        hamlet.receives(unsupported("persistent-items"));
    }
}
