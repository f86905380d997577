package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.AttachmentTesting.NOTICED;
import static im.godwit.plugins.pubsub.AttachmentTesting.SUMMARY;
import static im.godwit.plugins.pubsub.AttachmentTesting.attaches;
import static im.godwit.plugins.pubsub.AttachmentTesting.findsSummary;
import static im.godwit.plugins.pubsub.AttachmentTesting.summary;
import static im.godwit.plugins.pubsub.AttachmentTesting.to;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attachments go with what they are attached to, and their watchers are told. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class AttachmentEndTest {
    private static final String BOTH = summary("one", "<noticed count='1'/>") + summary("two", "<noticed count='1'/>");
    private static final String SECOND = summary("two", "<noticed count='1'/>");

    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void attach(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        attaches(hamlet, "one", NOTICED);
        attaches(hamlet, "two", NOTICED);
        findsSummary(hamlet, BOTH);
    }

    private void isGone(String node) {
        hamlet.sends(get("<items node='%s'/>".formatted(node)));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    /** Its watchers hear of the end of the attachments, and what the summary does not tell any more. */
    private void hearsTheEndOfTheFirst() {
        horatio.receives(event("{horatio/}", "<delete node='%s'/>".formatted(to("one"))));
        horatio.receives(event("{horatio/}", "<items node='%s'><retract id='one'/></items>".formatted(SUMMARY)));
    }

    private void watches() {
        subscribesInFull(horatio, to("one"));
        subscribesInFull(horatio, SUMMARY);
    }

    @Test
    @Spec(
            value = "XEP-0470 §4.6",
            says = "for each item of the target node which has attachments: not for one that went")
    void attachmentsGoWithTheirItem() {
        watches();

        hamlet.sends(set("<retract node='music'><item id='one'/></retract>"));
        hamlet.receives(done());

        hearsTheEndOfTheFirst();
        isGone(to("one"));
        findsSummary(hamlet, SECOND);
    }

    @Test
    @Spec(value = "XEP-0470 §4.1", says = "an item of a name that was there before begins without attachments")
    void aNewItemOfTheSameNameHasNone() {
        hamlet.sends(set("<retract node='music'><item id='one'/></retract>"));
        hamlet.receives(done());
        publishes(hamlet, "music", "one");
        isGone(to("one"));
        findsSummary(hamlet, SECOND);

        attaches(hamlet, "one", NOTICED);

        findsSummary(hamlet, SECOND + summary("one", "<noticed count='1'/>"));
    }

    @Test
    @Spec(value = "XEP-0470 §4.1", says = "an item that is published anew keeps what is attached to it")
    void attachmentsOutliveAnEdit() {
        publishes(hamlet, "music", "one");

        findsSummary(hamlet, BOTH);
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "nor for one that had to make room")
    void attachmentsGoWithWhatIsDisplaced() {
        configures(hamlet, "music", "max_items=2");
        watches();

        publishes(hamlet, "music", "three");

        hearsTheEndOfTheFirst();
        findsSummary(hamlet, SECOND);
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "nor for one that the node keeps no longer")
    void attachmentsGoWithTheRoom() {
        watches();

        configures(hamlet, "music", "max_items=1");

        hearsTheEndOfTheFirst();
        findsSummary(hamlet, SECOND);
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "nor after a purge")
    void attachmentsGoWithAllItems() {
        hamlet.sends(ownerSet("<purge node='music'/>"));
        hamlet.receives(done());

        isGone(to("one"));
        isGone(to("two"));
        findsSummary(hamlet, "");
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "the summary is linked to its target, and goes with it")
    void allGoesWithTheNode() {
        watches();

        hamlet.sends(ownerSet("<delete node='music'/>"));
        hamlet.receives(done());

        horatio.receives(event("{horatio/}", "<delete node='%s'/>".formatted(to("one"))));
        horatio.receives(event("{horatio/}", "<delete node='%s'/>".formatted(SUMMARY)));
        isGone(to("one"));
        isGone(SUMMARY);
        creates(hamlet, "music");
        isGone(SUMMARY);
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "where an owner deletes attachments, nothing is summarized")
    void ownersDeleteAttachments() {
        subscribesInFull(horatio, SUMMARY);

        hamlet.sends(ownerSet("<delete node='%s'/>".formatted(to("one"))));
        hamlet.receives(done());
        horatio.receives(event("{horatio/}", "<items node='%s'><retract id='one'/></items>".formatted(SUMMARY)));
        hamlet.sends(ownerSet("<purge node='%s'/>".formatted(to("two"))));
        hamlet.receives(done());

        horatio.receives(event("{horatio/}", "<items node='%s'><retract id='two'/></items>".formatted(SUMMARY)));
        findsSummary(hamlet, "");
    }
}
