package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a request has in the place of a node's name, its answer is the one that the specification has for it. */
@XmppTest(services = @XmppTest.Service(name = "pubsub", plugins = PubSubPlugin.class))
class NodeNameTest {
    /** Requests that are about one node, without its name. */
    private static final List<String> REQUESTS = List.of(
            set("<publish%s>" + song("one") + "</publish>"),
            set("<retract%s><item id='one'/></retract>"),
            ownerSet("<purge%s/>"),
            ownerGet("<configure%s/>"),
            ownerGet("<affiliations%s/>"),
            ownerGet("<subscriptions%s/>"));

    /** Those that are about the root node of the service where they name none (XEP-0248 §8.1). */
    private static final List<String> OF_THE_ROOT = List.of(
            get("<items%s/>"),
            set("<subscribe%s jid='{hamlet}'/>"),
            set("<unsubscribe%s jid='{hamlet}'/>"),
            ownerSet("<delete%s/>"));

    private static Stream<String> about(List<String> requests, String name) {
        UnaryOperator<String> named = request -> request.formatted(name);
        return requests.stream().map(named);
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.3", says = "a request does not specify a node, or an empty one")
    void aRequestNeedsAName(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        for (String missing : List.of("", " node=''")) {
            about(REQUESTS, missing).forEach(request -> {
                hamlet.sends(request);
                hamlet.receives(error("modify", "bad-request", "nodeid-required"));
            });
        }
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.3", says = "the node does not exist, however long its name is")
    void aNameOf64KiBIsThatOfNoNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        String name = " node='" + "n".repeat(65_536) + "'";
        Stream.of(REQUESTS, OF_THE_ROOT).flatMap(some -> about(some, name)).forEach(request -> {
            hamlet.sends(request);
            hamlet.receives(error("cancel", "item-not-found"));
        });
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.3.2", says = "the item does not exist, however long its name is")
    void anItemIdOf64KiBIsThatOfNoItem(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");

        hamlet.sends(set("<retract node='music'><item id='" + "i".repeat(65_536) + "'/></retract>"));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(get("<items node='music'><item id='" + "i".repeat(65_536) + "'/></items>"));
        hamlet.receives(result("<items node='music'/>"));
    }
}
