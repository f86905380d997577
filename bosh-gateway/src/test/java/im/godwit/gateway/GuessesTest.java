package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final Jid HAMLET = Jid.parse("hamlet@example.org");
    private static final Network HOME = network("192.0.2.1");

    private final ManualTimers timers = new ManualTimers();
    private final Guesses guesses = new Guesses(timers);

    private static Network network(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }

    @Test
    void anAttackFromEverywhereDoesNotLockTheOwnerOut() {
        assertThat(guesses.begin(HOME, HAMLET)).isTrue();
        guesses.right(HOME, HAMLET);
        for (int i = 0; i < Guesses.PER_ACCOUNT; i++) {
            assertThat(guesses.begin(network("198.51.100." + i), HAMLET)).isTrue();
        }

        assertThat(guesses.begin(network("198.51.100.200"), HAMLET)).isFalse();
        assertThat(guesses.begin(HOME, HAMLET)).isTrue();
    }

    @Test
    void manyGuessesAtOnceCountBeforeTheyAreJudged() {
        for (int i = 0; i < Guesses.PER_NETWORK; i++) {
            guesses.begin(HOME, Jid.of("user" + i, "example.org"));
        }

        assertThat(guesses.begin(HOME, HAMLET)).isFalse();
        timers.advance(Guesses.WINDOW.plusSeconds(1));
        assertThat(guesses.begin(HOME, HAMLET)).isTrue();
    }

    @Test
    void rightPasswordsNeverAddUp() {
        for (int i = 0; i < 10 * Guesses.PER_NETWORK; i++) {
            assertThat(guesses.begin(HOME, HAMLET)).isTrue();
            guesses.right(HOME, HAMLET);
        }
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        assertThat(network("2001:db8::1")).isEqualTo(network("2001:db8::ffff:1"));
        assertThat(network("2001:db8::1")).isNotEqualTo(network("2001:db8:0:1::1"));
    }

    @Test
    void passwordsAreNotTakenInTheClearFromAfar() {
        Doorkeeper doorkeeper = new Doorkeeper((account, password) -> true, guesses, "example.org");
        Optional<String> romeo = Optional.of("Basic cm9tZW86eA==");

        assertThat(doorkeeper.identify(romeo, peer("192.0.2.1", false)))
                .isInstanceOfSatisfying(
                        Visitor.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
        assertThat(doorkeeper.identify(romeo, peer("192.0.2.1", true)))
                .isEqualTo(new Visitor.Welcome(Optional.of(Jid.parse("romeo@example.org"))));
        assertThat(doorkeeper.identify(romeo, peer("127.0.0.1", false))).isInstanceOf(Visitor.Welcome.class);
    }

    private static Peer peer(String address, boolean encrypted) {
        return new Peer(InetAddress.ofLiteral(address), encrypted);
    }
}
