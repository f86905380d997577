package im.godwit.plugins.pubsub.websub;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.http.Topic;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every database keeps of subscriptions at a hub. */
interface SubscribersContract {
    Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    Instant LATER = NOW.plusSeconds(60);

    Subscribers subscribers();

    /** A service that has no subscriptions. */
    Jid service();

    private NodeAddress node() {
        return new NodeAddress(service(), "blog");
    }

    private Subscriber at(String path) {
        return new Subscriber(
                new Topic(node(), "atom"),
                URI.create("https://reader.example.net" + path),
                Jid.of("juliet", "example.org"),
                Optional.of("secret"),
                LATER,
                "tag");
    }

    @Test
    default void keepsAllOfASubscription() {
        assertThat(subscribers().put(at("/1"), 10, 10)).isTrue();

        assertThat(subscribers().of(node(), NOW)).containsExactly(at("/1"));
        assertThat(subscribers().nodes()).containsExactly(node());
        assertThat(subscribers().has(node())).isTrue();
    }

    @Test
    default void aRenewalKeepsWhatWasDelivered() {
        subscribers().put(at("/1"), 1, 1);
        subscribers().delivered(at("/1").key(), "newer");

        assertThat(subscribers().put(at("/1"), 1, 1)).isTrue();

        assertThat(subscribers().of(node(), NOW))
                .extracting(Subscriber::delivered)
                .containsExactly("newer");
    }

    @Test
    default void thereIsRoomForSoManyOfAllAndOfANode() {
        subscribers().put(at("/1"), 10, 10);

        assertThat(subscribers().put(at("/2"), 1, 10)).isFalse();
        assertThat(subscribers().put(at("/2"), 10, 1)).isFalse();
        assertThat(subscribers().put(at("/2"), 2, 2)).isTrue();
    }

    @Test
    default void endsByRemovalByTimeAndWithItsAccount() {
        subscribers().put(at("/1"), 10, 10);
        subscribers().put(at("/2"), 10, 10);
        subscribers().remove(at("/1").key());
        assertThat(subscribers().of(node(), NOW)).containsExactly(at("/2"));
        assertThat(subscribers().of(node(), LATER)).isEmpty();

        subscribers().removeExpired(node(), NOW);
        assertThat(subscribers().has(node())).isTrue();
        subscribers().removeExpired(node(), LATER);
        assertThat(subscribers().has(node())).isFalse();

        subscribers().put(at("/3"), 10, 10);
        subscribers().forget(Jid.of("juliet", "example.org"));
        assertThat(subscribers().has(node())).isFalse();
    }
}
