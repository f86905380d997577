package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.collects;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.options;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several subscriptions of one JID to a collection, where the service has them. */
class CollectionMultiSubscribeTest {
    private static final PubSubOptions OPTIONS =
            new PubSubOptions(Creators.ACCOUNTS, false, 10, 100, 1000, 10, 10, 100, true, 3, 1, HttpAccess.ANYONE);

    private static String subscription(String type, String depth) {
        return set("<subscribe node='blogs' jid='{hamlet/}'/><options>"
                + options("subscription_type=" + type, "subscription_depth=" + depth) + "</options>");
    }

    private static String subid(Element answer) {
        return answer.firstChild()
                .flatMap(Element::firstChild)
                .flatMap(subscription -> subscription.attribute("subid"))
                .orElseThrow();
    }

    @Test
    @Spec(value = "XEP-0248 §6.1.3", says = "once for items and once for nodes, but not twice for the same")
    void thereIsOneSubscriptionOfEachType() {
        try (Stage stage = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new DiscoPlugin(), new PubSubPlugin()))
                .options("pubsub", OPTIONS)
                .build()) {
            Actor hamlet = stage.client("hamlet");
            collects(hamlet, "blogs");
            creates(hamlet, "diary", "collection=blogs");
            String items = subid(hamlet.sends(subscription("items", "1")).receives());
            String nodes = subid(hamlet.sends(subscription("nodes", "all")).receives());

            hamlet.sends(subscription("items", "all"));
            hamlet.receives(error("cancel", "conflict"));
            hamlet.sends(set("<options node='blogs' jid='{hamlet/}' subid='" + nodes + "'>"
                    + options("subscription_type=items") + "</options>"));
            hamlet.receives(error("cancel", "conflict"));

            publishes(hamlet, "diary", "one");
            hamlet.receives("""
                    <message from='pubsub.example.org' to='{hamlet/}'>
                      <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='diary'>%s</items></event>
                      <headers xmlns='http://jabber.org/protocol/shim'>
                        <header name='Collection'>blogs</header>
                        <header name='SubID'>%s</header>
                      </headers>
                    </message>""".formatted(song("one"), items));
        }
    }
}
