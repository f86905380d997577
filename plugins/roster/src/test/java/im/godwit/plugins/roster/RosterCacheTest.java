package im.godwit.plugins.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Contact;
import org.junit.jupiter.api.Test;

class RosterCacheTest {
    private static final Jid ROMEO = Jid.of("romeo", "example.org");
    private static final Jid JULIET = Jid.of("juliet", "example.org");

    private static Roster of(int contacts) {
        Roster roster = Roster.EMPTY;
        for (int i = 0; i < contacts; i++) {
            roster = roster.with(Contact.none(Jid.of("c" + i, "example.org")).withListed(true), true);
        }
        return roster;
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() {
        RosterCache cache = new RosterCache(10);
        cache.put(ROMEO, of(4));
        cache.put(JULIET, of(4));
        assertThat(cache.get(ROMEO)).isPresent();

        cache.put(Jid.of("paris", "example.org"), of(2));

        assertThat(cache.get(JULIET)).isEmpty();
        assertThat(cache.get(ROMEO)).isPresent();
        assertThat(cache.held()).isEqualTo(8);
    }

    @Test
    void aRosterThatIsReplacedCountsOnce() {
        RosterCache cache = new RosterCache(10);
        cache.put(ROMEO, of(8));
        cache.put(ROMEO, of(3));

        assertThat(cache.held()).isEqualTo(4);
        cache.remove(ROMEO);
        cache.remove(ROMEO);
        assertThat(cache.held()).isZero();
    }

    @Test
    void aRosterLargerThanTheCacheIsNotHeld() {
        RosterCache cache = new RosterCache(5);

        cache.put(ROMEO, of(8));

        assertThat(cache.get(ROMEO)).isEmpty();
        assertThat(cache.held()).isZero();
    }
}
