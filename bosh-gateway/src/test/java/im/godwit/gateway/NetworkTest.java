package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static Network network(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        assertThat(network("2001:db8::1")).isEqualTo(network("2001:db8::ffff:1"));
        assertThat(network("2001:db8::1")).isNotEqualTo(network("2001:db8:0:1::1"));
    }
}
