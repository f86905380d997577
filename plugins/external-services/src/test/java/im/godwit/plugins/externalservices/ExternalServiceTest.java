package im.godwit.plugins.externalservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.plugins.externalservices.ExternalService.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalServiceTest {
    @ParameterizedTest
    @CsvSource({
        "stun:stun.example.org, STUN, stun.example.org, 3478, udp",
        "stun:192.0.2.1:9999, STUN, 192.0.2.1, 9999, udp",
        "stuns:stun.example.org, STUNS, stun.example.org, 5349, tcp",
        "turn:turn.example.org?transport=tcp, TURN, turn.example.org, 3478, tcp",
        "turns:[2001:db8::1]:443, TURNS, 2001:db8::1, 443, tcp",
    })
    void readsUris(String uri, Kind kind, String host, int port, String transport) {
        assertThat(ExternalService.parse(uri)).isEqualTo(new ExternalService(kind, host, port, transport));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "turn.example.org",
                "http://turn.example.org",
                "turn:",
                "turn://turn.example.org",
                "turn:turn.example.org:0",
                "turn:turn.example.org:65536",
                "turn:turn.example.org?transport=sctp",
            })
    void refusesOthers(String uri) {
        assertThatThrownBy(() -> new ExternalServicesOptions(List.of(uri), "", Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("services holds");
    }

    @Test
    void refusesPasswordsThatEndAtOnce() {
        assertThatThrownBy(() -> new ExternalServicesOptions(List.of(), "", Duration.ofSeconds(59)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lifetime");
    }

    /** Computed with openssl: printf '1433895918:bard' | openssl dgst -sha1 -hmac north -binary | base64. */
    @Test
    void passwordIsWhatTurnServersCompute() {
        Credentials credentials = Credentials.of("bard", "north", Instant.ofEpochSecond(1433895918, 5));

        assertThat(credentials.username()).isEqualTo("1433895918:bard");
        assertThat(credentials.password()).isEqualTo("YHK0wtZiaxR/aPs606EwRB+XsKY=");
        assertThat(credentials.expires()).isEqualTo(Instant.ofEpochSecond(1433895918));
    }
}
