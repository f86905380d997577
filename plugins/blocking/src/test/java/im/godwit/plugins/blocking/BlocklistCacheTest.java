package im.godwit.plugins.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Blocklist;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocklistCacheTest {
    private static Jid account(int number) {
        return Jid.of("a" + number, "example.org");
    }

    private static Blocklist list(int items) {
        return new Blocklist(
                IntStream.range(0, items).mapToObj(BlocklistCacheTest::account).collect(Collectors.toSet()));
    }

    @Test
    void holdsNoMoreItemsThanItMay() {
        BlocklistCache cache = new BlocklistCache(20);
        for (int i = 0; i < 1000; i++) {
            cache.put(account(i), list(i % 4));

            assertThat(cache.held()).isBetween(1L, 20L);
        }
    }

    @Test
    void countsWhatIsReplacedAndRemoved() {
        BlocklistCache cache = new BlocklistCache(100);
        cache.put(account(1), list(10));
        cache.put(account(1), list(3));
        cache.put(account(2), Blocklist.EMPTY);

        assertThat(cache.held()).isEqualTo(5);
        assertThat(cache.get(account(1))).contains(list(3));

        cache.remove(account(1));
        cache.remove(account(1));
        assertThat(cache.held()).isEqualTo(1);
        assertThat(cache.get(account(1))).isEmpty();
    }

    @Test
    void aListLargerThanTheCacheIsNotHeld() {
        BlocklistCache cache = new BlocklistCache(5);

        cache.put(account(1), list(10));

        assertThat(cache.held()).isZero();
    }
}
