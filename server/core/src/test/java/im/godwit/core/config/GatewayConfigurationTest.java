package im.godwit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigurationTest {
    @TempDir
    private Path folder;

    private GatewayConfiguration read(String lines, Map<String, Object> commandLine) throws IOException {
        Path file = Files.createDirectories(folder.resolve("conf")).resolve("gateway.conf");
        Files.writeString(file, lines);
        return GatewayConfiguration.read(Optional.of(file), commandLine);
    }

    @Test
    void theCommandLineGoesBeforeTheFile() throws IOException {
        GatewayConfiguration read = read(
                "upstream { host = a.example, port = 1, keepalive = 7 s }\ndomains = [b.example]",
                Map.of("upstream.host", "c.example", "upstream.port", 2));

        assertThat(read.settings().upstream().host()).isEqualTo("c.example");
        assertThat(read.settings().upstream().port()).isEqualTo(2);
        assertThat(read.settings().upstream().keepalive()).hasSeconds(7);
        assertThat(read.settings().served()).containsExactly("b.example");
    }

    @Test
    void withoutAFileTheCommandLineIsEnough() {
        GatewayConfiguration read = GatewayConfiguration.read(
                Optional.empty(), Map.of("upstream.host", "example.org", "domains", List.of()));

        assertThat(read.settings().served()).containsExactly("example.org");
        assertThat(read.settings().http()).isEqualTo(Http.DEFAULTS.withTlsPort(0));
    }

    @Test
    void relativePathsStartAtTheInstallation() throws IOException {
        GatewayConfiguration read = read("upstream.trust = certificates/a.crt", Map.of());

        assertThat(read.resolve(read.settings().upstream().trust().orElseThrow()))
                .isEqualTo(folder.resolve("certificates/a.crt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upstream.prot = 1            | 1: there is no option \"prot\"; did you mean \"port\"?",
                "upstream.port = 0            | port is 0, but must be from 1 to 65535",
                "upstream.host = \"\"         | host must name the server",
                "upstream { self-signed = true, trust = a.crt } | self-signed believes any certificate",
                "upstream.host = 192.0.2.1    | domains must name the domains",
                "upstream.connect-timeout = 5 | must be a time with its unit",
                "http.tls-port = 5281         | http.tls-port needs a certificate",
                "http.port = 0                | nobody could connect",
                "upstream.routes = [\"b:1\"]  | \"b:1\", which is not like \"xmpp:host:port\"",
                "http.secure-bosh-url = \"http://a.example/\" | secure-bosh-url must begin with https://",
                "http.see-other.websocket-url = \"ws://a.example/ws\" | must begin with wss:// or https://",
                "http.see-other.bosh-url = \"http://a.example/\" | bosh-url must begin with https://",
                "http.see-other.bosh-url = \"https:a\" | bosh-url must begin with https://",
                "http.see-other { when = always, bosh-url = \"https://a.example/\" } | both websocket-url and bosh-url",
                "domains = [\"a@b\"]          | \"a@b\", which is no domain name",
                "max-stanza = 1 KiB           | max-stanza is 1024"
            })
    void whatMakesNoSenseIsToldInOneLine(String lines, String told) {
        assertThatThrownBy(() -> read(lines, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(told)
                .doesNotContain("\n");
    }
}
