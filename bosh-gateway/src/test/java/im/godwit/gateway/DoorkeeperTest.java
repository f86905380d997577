package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    private static Peer peer(String address, boolean encrypted) {
        return new Peer(InetAddress.ofLiteral(address), encrypted);
    }

    @Test
    void passwordsAreNotTakenInTheClearFromAfar() {
        Doorkeeper doorkeeper = new Doorkeeper((account, password, from) -> new PasswordCheck.Right(), "example.org");
        Optional<String> romeo = Optional.of("Basic cm9tZW86eA==");

        assertThat(doorkeeper.identify(romeo, peer("192.0.2.1", false)))
                .isInstanceOfSatisfying(
                        Visitor.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
        assertThat(doorkeeper.identify(romeo, peer("192.0.2.1", true)))
                .isEqualTo(new Visitor.Welcome(Optional.of(Jid.parse("romeo@example.org"))));
        assertThat(doorkeeper.identify(romeo, peer("127.0.0.1", false))).isInstanceOf(Visitor.Welcome.class);
    }
}
