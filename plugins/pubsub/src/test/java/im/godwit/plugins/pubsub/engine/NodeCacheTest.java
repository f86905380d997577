package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeCacheTest {
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final Jid OWNER = Jid.parse("hamlet@example.org");

    private final NodeCache cache = new NodeCache(10);

    private static NodeAddress address(String node) {
        return new NodeAddress(SERVICE, node);
    }

    private static Node node(String name, int subscribers) {
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            Jid jid = Jid.parse("user" + i + "@example.org");
            subscriptions.add(Subscription.of(jid, "id", SubscriptionState.SUBSCRIBED));
        }
        return new Node(
                1,
                address(name),
                OWNER,
                Instant.EPOCH,
                Configuration.STANDARD,
                Map.of(),
                Subscriptions.of(subscriptions));
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        cache.put(node("a", 3));
        cache.put(node("b", 3));
        assertThat(cache.get(address("a"))).isPresent();

        cache.put(node("c", 3));

        assertThat(cache.get(address("a"))).isPresent();
        assertThat(cache.get(address("b"))).isEmpty();
        assertThat(cache.get(address("c"))).isPresent();
    }

    @Test
    void countsAChangedNodeOnce() {
        for (int i = 0; i < 20; i++) {
            cache.put(node("a", 3));
        }
        cache.put(node("b", 3));

        assertThat(cache.get(address("a"))).isPresent();
        assertThat(cache.get(address("b"))).isPresent();
    }

    @Test
    void holdsOneNodeHoweverLargeItIs() {
        cache.put(node("a", 1));
        cache.put(node("huge", 100));

        assertThat(cache.get(address("a"))).isEmpty();
        assertThat(cache.get(address("huge"))).isPresent();
        cache.remove(address("huge"));
        cache.put(node("a", 1));
        cache.put(node("b", 1));
        assertThat(cache.get(address("a"))).isPresent();
    }
}
