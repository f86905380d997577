package im.godwit.plugins.caps;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.caps.CapsHash.Protocol;
import im.godwit.store.Database;
import im.godwit.testkit.MutableClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of features behind hashes, in any database. */
interface KnownFeaturesContract {
    /** A database with the tables, and nothing in them. */
    Database database();

    private static CapsHash hash(String value) {
        return new CapsHash(Protocol.CAPS, HashFunction.SHA_1, value);
    }

    private KnownFeatures known(MutableClock clock, int cached, int stored) {
        return new KnownFeatures(database(), clock, new CapsOptions(Duration.ofSeconds(1), cached, stored));
    }

    @Test
    default void whatWasLearnedOutlivesTheProcess() {
        MutableClock clock = new MutableClock();
        known(clock, 10, 10).add(hash("a"), Set.of("urn:one", "urn:two \u03a8"));
        known(clock, 10, 10).add(hash("b"), Set.of());

        KnownFeatures again = known(clock, 10, 10);

        assertThat(again.cached(hash("a"))).isEmpty();
        assertThat(again.stored(hash("a"))).contains(Set.of("urn:one", "urn:two \u03a8"));
        assertThat(again.stored(hash("b"))).contains(Set.of());
        assertThat(again.cached(hash("a"))).isPresent();
        assertThat(again.stored(new CapsHash(Protocol.CAPS_2, HashFunction.SHA_1, "a")))
                .isEmpty();
    }

    @Test
    default void whatWasLearnedLongestAgoMakesRoomInTheDatabase() {
        MutableClock clock = new MutableClock();
        KnownFeatures known = known(clock, 10, 2);
        for (String value : new String[] {"a", "b", "a", "c"}) {
            known.add(hash(value), Set.of("urn:" + value));
            clock.advance(Duration.ofSeconds(1));
        }

        KnownFeatures again = known(clock, 10, 2);

        assertThat(again.stored(hash("a"))).contains(Set.of("urn:a"));
        assertThat(again.stored(hash("b"))).isEmpty();
        assertThat(again.stored(hash("c"))).contains(Set.of("urn:c"));
    }

    @Test
    default void whatWasUsedLongestAgoMakesRoomInMemory() {
        KnownFeatures known = known(new MutableClock(), 2, 10);
        known.add(hash("a"), Set.of());
        known.add(hash("b"), Set.of());
        known.cached(hash("a"));

        known.add(hash("c"), Set.of());

        assertThat(known.cached(hash("a"))).isPresent();
        assertThat(known.cached(hash("b"))).isEmpty();
        assertThat(known.cached(hash("c"))).isPresent();
    }
}
