package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.associates;
import static im.godwit.plugins.pubsub.PubSubTesting.collects;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.dissociation;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.eventThrough;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.options;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
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
import java.time.Duration;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class CollectionNotificationTest {
    private static String items(String node, String id) {
        return "<items node='" + node + "'>" + song(id) + "</items>";
    }

    private static String wanting(String type, String depth) {
        return options("subscription_type=" + type, "subscription_depth=" + depth);
    }

    @Test
    @Spec(value = "XEP-0248 §5.3.1.1", says = "items come with the leaf's name, and the collection's in a header")
    void itemsComeThroughTheCollection(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        creates(hamlet, "diary", "collection=blogs");
        subscribesInFull(horatio, "blogs", wanting("items", "1"));

        publishes(hamlet, "diary", "one");
        horatio.receives(eventThrough("{horatio/}", items("diary", "one"), "blogs"));
        hamlet.sends(set("<retract node='diary' notify='true'><item id='one'/></retract>"));
        hamlet.receives(done());
        horatio.receives(eventThrough("{horatio/}", "<items node='diary'><retract id='one'/></items>", "blogs"));
        hamlet.sends(ownerSet("<purge node='diary'/>"));
        hamlet.receives(done());
        horatio.receives(eventThrough("{horatio/}", "<purge node='diary'/>", "blogs"));

        configures(hamlet, "diary", "notify_config=1"); // not about items
        creates(hamlet, "letters", "collection=blogs");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0248 §6.1", says = "by itself a subscription is about nodes, one level deep")
    void usuallyOneHearsOfChildren(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        collects(hamlet, "royal", "collection=blogs");
        subscribesInFull(horatio, "blogs");

        creates(hamlet, "diary", "collection=blogs", "notify_config=1", "deliver_payloads=0", "persist_items=0");
        horatio.receives(eventThrough("{horatio/}", "<create node='diary'/>", "blogs"));
        configures(hamlet, "diary", "title=Diary");
        horatio.receives(eventThrough("{horatio/}", "<configuration node='diary'/>", "blogs"));
        hamlet.sends(ownerSet("<delete node='diary'/>"));
        hamlet.receives(done());
        horatio.receives(eventThrough("{horatio/}", "<delete node='diary'/>", "blogs"));

        creates(hamlet, "deep", "collection=royal"); // too deep
        creates(hamlet, "letters", "collection=blogs");
        horatio.receives(eventThrough("{horatio/}", "<create node='letters'/>", "blogs"));
        publishes(hamlet, "letters", "one"); // not about nodes
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0248 §5.3.2", says = "association and dissociation are told")
    void comingAndGoingIsTold(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        creates(hamlet, "diary");
        subscribesInFull(horatio, "blogs");

        associates(hamlet, "blogs", "diary");
        horatio.receives(event("{horatio/}", "<collection node='blogs'><associate node='diary'/></collection>"));
        hamlet.sends(dissociation("blogs", "diary"));
        hamlet.receives(done());
        horatio.receives(event("{horatio/}", "<collection node='blogs'><dissociate node='diary'/></collection>"));
        configures(hamlet, "blogs", "children=diary");
        horatio.receives(event("{horatio/}", "<collection node='blogs'><associate node='diary'/></collection>"));
    }

    @Test
    @Spec(value = "XEP-0248 §6.1", says = "the depth says how far below the collection")
    void theDepthBoundsWhatIsTold(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor shallow = stage.client("horatio");
        Actor middle = stage.client("ophelia");
        Actor all = stage.client("laertes");
        collects(hamlet, "a");
        collects(hamlet, "b", "collection=a");
        collects(hamlet, "c", "collection=b");
        creates(hamlet, "two", "collection=b");
        creates(hamlet, "three", "collection=c");
        subscribesInFull(shallow, "a", wanting("items", "0"));
        subscribesInFull(middle, "a", wanting("items", "2"));
        subscribesInFull(all, "a", wanting("all", "all"));

        publishes(hamlet, "two", "one");
        publishes(hamlet, "three", "one");

        shallow.receivesNothing();
        middle.receives(eventThrough("{ophelia/}", items("two", "one"), "a"));
        middle.receivesNothing();
        all.receives(eventThrough("{laertes/}", items("two", "one"), "a"));
        all.receives(eventThrough("{laertes/}", items("three", "one"), "a"));
    }

    @Test
    @Spec(value = "XEP-0248 §6.1", says = "a depth is a number from 0 up, or all")
    void impossibleOptionsAreRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "a");

        for (String impossible : new String[] {"-1", "deep"}) {
            hamlet.sends(set("<subscribe node='a' jid='{hamlet}'/><options>"
                            .replace("{hamlet}", hamlet.jid().toString())
                    + wanting("items", impossible) + "</options>"));
            hamlet.receives(error("modify", "bad-request", "invalid-options"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.6", says = "one message to one address, whatever the ways to it")
    void oneMessageThroughAllCollections(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        Actor ophelia = stage.client("ophelia");
        collects(hamlet, "blogs");
        collects(hamlet, "denmark");
        creates(hamlet, "diary", "collection=blogs");
        associates(hamlet, "denmark", "diary");
        subscribesInFull(horatio, "blogs", wanting("items", "1"));
        subscribesInFull(horatio, "denmark", wanting("items", "1"));
        subscribesInFull(ophelia, "blogs", wanting("items", "1"));
        subscribesInFull(ophelia, "diary");

        publishes(hamlet, "diary", "one");

        horatio.receives(eventThrough("{horatio/}", items("diary", "one"), "blogs", "denmark"));
        horatio.receivesNothing();
        ophelia.receives(event("{ophelia/}", items("diary", "one")));
        ophelia.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0248 §5.3.1", says = "how it is delivered is for the leaf to say")
    void theLeafSaysHowItIsDelivered(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs", "deliver_notifications=0", "notification_type=normal");
        creates(hamlet, "diary", "collection=blogs");
        creates(hamlet, "brief", "collection=blogs", "deliver_payloads=0");
        creates(hamlet, "mute", "collection=blogs", "deliver_notifications=0");
        subscribesInFull(horatio, "blogs", wanting("items", "1"));

        publishes(hamlet, "mute", "one");
        publishes(hamlet, "diary", "one");
        publishes(hamlet, "brief", "one");

        horatio.receives(eventThrough("{horatio/}", items("diary", "one"), "blogs"));
        horatio.receives(eventThrough("{horatio/}", "<items node='brief'><item id='one'/></items>", "blogs"));
    }

    @Test
    @Spec(value = "XEP-0248 §10.1", says = "a closed leaf leaks nothing through an open collection")
    void nothingLeaksThroughAnOpenCollection(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        Actor ophelia = stage.client("ophelia");
        collects(hamlet, "blogs");
        subscribesInFull(horatio, "blogs", wanting("all", "all"));
        subscribesInFull(ophelia, "blogs", wanting("all", "all"));

        creates(hamlet, "secret", "access_model=whitelist", "notify_config=1", "deliver_payloads=0");
        affiliates(hamlet, "secret", ophelia, "member");
        associates(hamlet, "blogs", "secret");
        publishes(hamlet, "secret", "one");
        configures(hamlet, "secret", "title=Secrets");
        hamlet.sends(dissociation("blogs", "secret"));
        hamlet.receives(done());
        associates(hamlet, "blogs", "secret");
        hamlet.sends(ownerSet("<delete node='secret'/>"));
        hamlet.receives(done());

        horatio.receivesNothing();
        String configured = eventThrough("{ophelia/}", "<configuration node='secret'/>", "blogs");
        ophelia.receives(event("{ophelia/}", "<collection node='blogs'><associate node='secret'/></collection>"));
        ophelia.receives(configured);
        ophelia.receives(eventThrough("{ophelia/}", "<items node='secret'><item id='one'/></items>", "blogs"));
        ophelia.receives(configured);
        ophelia.receives(event("{ophelia/}", "<collection node='blogs'><dissociate node='secret'/></collection>"));
        ophelia.receives(event("{ophelia/}", "<collection node='blogs'><associate node='secret'/></collection>"));
        ophelia.receives(configured);
        ophelia.receives(eventThrough("{ophelia/}", "<delete node='secret'/>", "blogs"));
    }

    @Test
    @Spec(value = "XEP-0248 §10.1", says = "an owner's approval of a leaf is not had through its collection")
    void approvalIsNotHadThroughACollection(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        creates(hamlet, "asking", "access_model=authorize");
        subscribesInFull(horatio, "blogs", wanting("all", "all"));

        associates(hamlet, "blogs", "asking"); // that it is there is for all to know: they may ask
        publishes(hamlet, "asking", "one");

        horatio.receives(event("{horatio/}", "<collection node='blogs'><associate node='asking'/></collection>"));
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0248 §6.1.3", says = "no second subscription of one type")
    void anotherDepthIsAConflict(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");
        subscribesInFull(hamlet, "blogs", wanting("items", "1"));

        hamlet.sends(set("<subscribe node='blogs' jid='" + hamlet.jid() + "'/><options>" + wanting("items", "all")
                + "</options>"));

        hamlet.receives(error("cancel", "conflict"));
        subscribesInFull(hamlet, "blogs"); // as it is
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.2", says = "all subscribers learn that their collection is gone")
    void allLearnThatACollectionIsGone(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        subscribesInFull(horatio, "blogs", wanting("items", "0"));

        hamlet.sends(ownerSet("<delete node='blogs'/>"));

        hamlet.receives(done());
        horatio.receives(event("{horatio/}", "<delete node='blogs'/>"));
    }

    @Test
    @Spec(value = "XEP-0248 §8.2", says = "what is left of a deleted collection is in the root node")
    void orphansComeToTheRoot(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        creates(hamlet, "diary");
        horatio.sends(set("<subscribe jid='" + horatio.jid() + "'/>"));
        horatio.ignoresAll();

        configures(hamlet, "blogs", "children=diary");
        horatio.receives(event("{horatio/}", "<collection node=''><dissociate node='diary'/></collection>"));
        hamlet.sends(ownerSet("<delete node='blogs'/>"));
        hamlet.receives(done());

        horatio.receives(eventThrough("{horatio/}", "<delete node='blogs'/>", ""));
        horatio.receives(event("{horatio/}", "<collection node=''><associate node='diary'/></collection>"));
    }

    @Test
    @Spec(value = "XEP-0248 §6.1.3", says = "what is over is no second subscription")
    void oneSubscribesAgainAfterTheLease(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");
        subscribesInFull(
                hamlet, "blogs", options("expire=" + stage.clock().instant().plusSeconds(60)));
        stage.clock().advance(Duration.ofMinutes(2));

        subscribesInFull(hamlet, "blogs", wanting("nodes", "all"));
    }

    @Test
    @Spec(value = "XEP-0248 §8.1", says = "the root node is the service itself")
    void oneSubscribesToTheRoot(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        horatio.sends(set("<subscribe jid='" + horatio.jid() + "'/>"));
        horatio.receives(result("<subscription jid='{horatio/}' subscription='subscribed'/>"));

        collects(hamlet, "blogs");
        horatio.receives(eventThrough("{horatio/}", "<create node='blogs'/>", ""));
        creates(hamlet, "diary", "collection=blogs");
        hamlet.sends(dissociation("blogs", "diary"));
        hamlet.receives(done());
        horatio.receives(event("{horatio/}", "<collection node=''><associate node='diary'/></collection>"));

        horatio.sends(set("<options jid='" + horatio.jid() + "'>" + wanting("items", "all") + "</options>"));
        horatio.receives(done());
        publishes(hamlet, "diary", "one");
        horatio.receives(eventThrough("{horatio/}", items("diary", "one"), ""));
        horatio.sends(get("<subscriptions/>"));
        horatio.receives(
                result("<subscriptions><subscription jid='{horatio/}' subscription='subscribed'/></subscriptions>"));
        horatio.sends(set("<unsubscribe jid='" + horatio.jid() + "'/>"));
        horatio.receives(result("<subscription jid='{horatio/}' subscription='none'/>"));
        publishes(hamlet, "diary", "two");
        horatio.receivesNothing();
    }
}
