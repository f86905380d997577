package im.godwit.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.app.RunningGateway;
import im.godwit.core.config.GatewayConfiguration;
import im.godwit.it.Front;
import im.godwit.it.Ports;
import im.godwit.testkit.Spec;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the configuration of a gateway on its own lets its clients go. There is no server behind it here. */
class OtherServersTest {
    private final Ports ports = Ports.free();

    private String create(Map<String, Object> changes, String attributes) throws Exception {
        Map<String, Object> said = new HashMap<>(
                Map.of("upstream.host", "localhost", "upstream.port", ports.starttls(), "http.port", ports.alone()));
        said.putAll(changes);
        try (RunningGateway gateway = RunningGateway.start(GatewayConfiguration.read(Optional.empty(), said));
                HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='localhost' ver='1.11' wait='5' "
                            + attributes + "/>";
            HttpRequest request = HttpRequest.newBuilder(
                            new Front(gateway.httpPort().orElseThrow()).url("/http-bind"))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Test
    @Spec(value = "XEP-0124 §17.2", says = "see-other-uri: this connection manager does not operate at this URI")
    void aGatewayThatHasMovedSaysWhereTo() throws Exception {
        String answer = create(
                Map.of(
                        "http.see-other.when", "always",
                        "http.see-other.websocket-url", "wss://other.example.org/xmpp-websocket",
                        "http.see-other.bosh-url", "https://other.example.org/http-bind"),
                "");

        assertThat(answer)
                .contains("condition='see-other-uri'", "<uri>https://other.example.org/http-bind</uri>")
                .doesNotContain("sid=");
    }

    @Test
    @Spec(value = "XEP-0124 §17.2", says = "host-unknown: the host or port in 'route' is unknown")
    void onlyRoutesOfTheListAreTried() throws Exception {
        Map<String, Object> routes = Map.of("upstream.routes", List.of("xmpp:127.0.0.1:" + ports.directTls()));

        assertThat(create(routes, "route='xmpp:127.0.0.1:" + ports.directTls() + "'"))
                .contains("condition='remote-connection-failed'");
        assertThat(create(routes, "route='xmpp:127.0.0.1:" + ports.https() + "'"))
                .contains("condition='host-unknown'");
    }
}
