package im.godwit.plugins.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Names are held as long as they should be, in whichever database. */
interface FormerAccountsContract {
    /** With the plugin's tables. */
    Database database();

    /** An account that was never removed. */
    Jid account();

    @Test
    default void aNameIsHeldForItsTime() {
        MutableClock clock = new MutableClock();
        FormerAccounts former = new FormerAccounts(database(), Duration.ofDays(2), clock);
        assertThat(former.holds(account())).isFalse();

        former.add(account());
        clock.advance(Duration.ofDays(1));
        former.add(account());
        clock.advance(Duration.ofDays(1));
        assertThat(former.holds(account())).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(former.holds(account())).isFalse();
    }

    @Test
    default void aNameIsGivenFree() {
        FormerAccounts former = new FormerAccounts(database(), Duration.ofDays(2), new MutableClock());
        Jid other = Jid.of("other-" + account().local(), "example.org");
        former.add(account());
        former.add(other);

        former.remove(account());

        assertThat(former.holds(account())).isFalse();
        assertThat(former.holds(other)).isTrue();
    }
}
