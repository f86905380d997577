package im.godwit.core.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static final ServerAddress USUAL = new ServerAddress("xmpp.example.org", 5222);
    private static final ServerAddress OTHER = new ServerAddress("b.example.org", 9999);

    /** XEP-0124 §7.1: proto:host:port. */
    @ParameterizedTest
    @CsvSource({
        "xmpp:example.com:9999, example.com, 9999",
        "xmpp:EXAMPLE.com:5222, example.com, 5222",
        "xmpp:192.0.2.1:1, 192.0.2.1, 1",
        "xmpp:[2001:DB8::1]:65535, 2001:db8::1, 65535"
    })
    void aRouteIsAProtocolAHostAndAPort(String route, String host, int port) {
        assertThat(ServerAddress.ofRoute(route)).contains(new ServerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com:9999",
                "xmpp:example.com",
                "xmpp:example.com:0",
                "xmpp:example.com:65536",
                "xmpp:example.com:123456",
                "xmpp::5222",
                "xmpp:a b:5222",
                "xmpp://example.com:5222",
                "http:example.com:80",
                "xmpp:2001:db8::1:5222"
            })
    void whatIsNoRouteNamesNoServer(String route) {
        assertThat(ServerAddress.ofRoute(route)).isEmpty();
    }

    /** RFC 6120 §4.9.3.19: a domain or an address, and perhaps a port. */
    @ParameterizedTest
    @CsvSource({
        "other.example.org:9222, other.example.org, 9222",
        "' other.example.org ', other.example.org, 5222",
        "192.0.2.1, 192.0.2.1, 5222",
        "[2001:db8::1]:9222, 2001:db8::1, 9222",
        "[2001:db8::1], 2001:db8::1, 5222"
    })
    void anotherHostMayHaveThePortOfThisOne(String place, String host, int port) {
        assertThat(USUAL.other(place)).contains(new ServerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b:c", "other.example.org:0", "https://other.example.org", "other.example.org:port"})
    void whatIsNoHostIsNone(String place) {
        assertThat(USUAL.other(place)).isEmpty();
    }

    @Test
    void whereNoRoutesArePermittedNoneIsLookedAt() {
        Servers single = new Servers(USUAL, Set.of());

        assertThat(single.chosen(Optional.of("xmpp:b.example.org:9999"))).contains(USUAL);
    }

    @Test
    void whereRoutesArePermittedOnlyTheyAndTheUsualServerAre() {
        Servers several = new Servers(USUAL, Set.of(OTHER));

        assertThat(several.chosen(Optional.empty())).contains(USUAL);
        assertThat(several.chosen(Optional.of(" "))).contains(USUAL);
        assertThat(several.chosen(Optional.of("xmpp:b.example.org:9999"))).contains(OTHER);
        assertThat(several.chosen(Optional.of("xmpp:xmpp.example.org:5222"))).contains(USUAL);
        assertThat(several.chosen(Optional.of("xmpp:b.example.org:22"))).isEmpty();
        assertThat(several.chosen(Optional.of("xmpp:10.0.0.1:9999"))).isEmpty();
        assertThat(several.chosen(Optional.of("b.example.org"))).isEmpty();
    }
}
