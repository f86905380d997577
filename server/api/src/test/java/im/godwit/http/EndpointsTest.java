package im.godwit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private final Endpoints open = new Endpoints(false);
    private final Endpoints testing = new Endpoints(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.net/1",
                "ftp://push.example.net/1",
                "https:/path",
                "https://user@push.example.net/1",
                "https://push.example.net/1#x",
                "not a uri",
                "",
            })
    void onlyPlainHttpsWillDo(String endpoint) {
        assertThat(open.parse(endpoint)).isEmpty();
    }

    @Test
    void httpsWillDo() {
        assertThat(open.parse("https://push.example.net/1?a=b")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1"
            })
    void noWayLeadsIntoOurNetwork(String address) {
        assertThat(Endpoints.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1", "2a00:1450::1"})
    void theInternetIsReachable(String address) {
        assertThat(Endpoints.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void theHostsAddressesDecide() throws UnknownHostException {
        assertThat(open.isReachable(URI.create("https://localhost/"))).isFalse();
        assertThat(open.isReachable(URI.create("https://[::1]/"))).isFalse();
        assertThat(open.isReachable(URI.create("https://8.8.8.8/"))).isTrue();
        assertThat(testing.isReachable(URI.create("http://localhost/"))).isTrue();
        assertThat(testing.isReachable(URI.create("http://8.8.8.8/"))).isFalse();
        assertThat(testing.isReachable(URI.create("https://10.0.0.1/"))).isFalse();
    }
}
