package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import im.godwit.core.auth.Authentication;
import im.godwit.core.stream.StreamOptions;
import im.godwit.core.stream.Streams;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * XEP-0206 §5 with the server's own streams: from the first request to a bound resource and away. The gateway is inside
 * the server, or on its own before it.
 */
@ParameterizedClass
@EnumSource
class RealStreamTest {
    private enum Seat {
        INSIDE,
        ALONE
    }

    private static final String BIND =
            "<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                    + "<resource>web</resource></bind></iq>";

    @Parameter
    private Seat seat;

    @TempDir
    private Path folder;

    private Stage stage;
    private Optional<UpstreamStand> between = Optional.empty();
    private Streams streams;
    private GatewayStand stand;
    private String sid;
    private int rid = 1;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.builder().plugins(List.of()).build();
        stage.account("romeo");
        stage.account("juliet");
        Authentication authentication = stage.authentication();
        streams = new Streams(stage.server()::find, authentication, StreamOptions.DEFAULTS);
        if (seat == Seat.ALONE) {
            between = Optional.of(UpstreamStand.before(streams, "example.org", folder));
        }
        stand = GatewayStand.before(
                between.<StreamAcceptor>map(UpstreamStand::streams).orElse(streams),
                Set.of(InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
        between.ifPresent(UpstreamStand::close);
        streams.close();
        stage.close();
    }

    /** Posts through what looks like a proxy with TLS. */
    private Reply post(String attributes, String payload) {
        return await(send(attributes, payload));
    }

    private CompletableFuture<Reply> send(String attributes, String payload) {
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='" + rid++
                + "' " + attributes + ">" + payload + "</body>";
        return stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(body))
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Proto", "https")
                .build());
    }

    private Element next(String attributes, String payload) {
        List<Element> answer = post("sid='" + sid + "' " + attributes, payload).payload();
        assertThat(answer).hasSize(1);
        return answer.getFirst();
    }

    @Test
    void aClientSignsInBindsAndSignsOut() {
        Reply creation = post("to='example.org' wait='60' hold='1' ver='1.11' xmpp:version='1.0'", "");
        sid = creation.attribute("sid");
        assertThat(creation.attribute("from")).isEqualTo("example.org");
        assertThat(creation.payload())
                .singleElement()
                .satisfies(features -> assertThat(features.toString())
                        .contains("PLAIN", "SCRAM-SHA-256")
                        .doesNotContain("starttls"));

        assertThat(next("", auth("romeo")).local()).isEqualTo("success");
        assertThat(next("to='example.org' xmpp:restart='true'", "").toString()).contains("xmpp-bind");
        Element bound = next("", BIND);
        assertThat(bound.toString()).contains("romeo@example.org/web");
        assertThat(streams.count()).isEqualTo(1);

        Reply end = post("sid='" + sid + "' type='terminate'", "<presence xmlns='jabber:client' type='unavailable'/>");

        assertThat(end.attribute("type")).isEqualTo("terminate");
        assertThat(end.condition()).isEmpty();
        assertThat(stand.gateway().sessions()).isZero();
    }

    /** XEP-0124 §16. */
    @Test
    void twoAccountsUseOneSession() {
        Reply creation = post("to='example.org' wait='60' hold='1' ver='1.11'", "");
        sid = creation.attribute("sid");
        Reply opening = post("sid='" + sid + "' to='example.org'", "");
        for (String[] user : new String[][] {
            {"romeo", creation.attribute("stream")},
            {"juliet", opening.attribute("stream")}
        }) {
            String stream = "stream='" + user[1] + "' ";
            assertThat(next(stream, auth(user[0])).local()).isEqualTo("success");
            next(stream + "to='example.org' xmpp:restart='true'", "");
            assertThat(next(stream, BIND).toString()).contains(user[0] + "@example.org/web");
        }
        assertThat(streams.count()).isEqualTo(2);

        Reply message = post(
                "sid='" + sid + "' stream='" + creation.attribute("stream") + "'",
                "<message xmlns='jabber:client' to='juliet@example.org/web' id='m'><body>hi</body></message>");

        assertThat(message.attribute("stream")).isEqualTo(opening.attribute("stream"));
        assertThat(message.payload())
                .singleElement()
                .satisfies(m -> assertThat(m.attribute("from")).contains("romeo@example.org/web"));
        assertThat(stand.gateway().sessions()).isEqualTo(1);
    }

    private static String auth(String user) {
        String plain = Base64.getEncoder().encodeToString(("\0" + user + "\0secret").getBytes(StandardCharsets.UTF_8));
        return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + "</auth>";
    }

    /** XEP-0124 §17.2: remote-connection-failed, also for a connection that was lost. */
    @Test
    void aServerThatIsGoneEndsHeldRequestsAtOnce() {
        assumeThat(seat).isEqualTo(Seat.ALONE);
        Reply creation = post("to='example.org' wait='60' hold='1' ver='1.11' xmpp:version='1.0'", "");
        sid = creation.attribute("sid");
        CompletableFuture<Reply> held = send("sid='" + sid + "'", "");

        between.orElseThrow().closeServer();

        assertThat(await(held).condition()).isEqualTo("remote-connection-failed");
        assertThat(post("to='example.org' wait='60' hold='1' ver='1.11'", "").condition())
                .isEqualTo("remote-connection-failed");
    }

    /** RFC 7395 §3.5, RFC 6455 §7.4.1. */
    @Test
    void aServerThatIsGoneClosesAWebSocketWithAnError() throws Exception {
        assumeThat(seat).isEqualTo(Seat.ALONE);
        try (RawWebSocket socket = RawWebSocket.connect(stand)) {
            socket.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.org' version='1.0'/>");
            assertThat(socket.nextText()).startsWith("<open ").contains("from='example.org'");
            assertThat(socket.nextText()).contains("SCRAM-SHA-256").doesNotContain("starttls", "PLAIN");

            between.orElseThrow().closeServer();

            assertThat(socket.nextError()).isEqualTo("remote-connection-failed");
            stand.timers().advance(Duration.ofMillis(500));
            assertThat(socket.nextClose()).isEqualTo(1011);
        }
    }

    /** XEP-0124 §17.2: what the server says is inside. */
    @Test
    void anErrorOfTheServerIsInsideARemoteStreamError() {
        assumeThat(seat).isEqualTo(Seat.ALONE);
        Reply creation = post("to='example.org' wait='60' hold='1' ver='1.11' xmpp:version='1.0'", "");
        sid = creation.attribute("sid");
        CompletableFuture<Reply> held = send("sid='" + sid + "'", "");

        streams.closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), Duration.ofSeconds(10));

        assertThat(await(held).condition()).isEqualTo("remote-stream-error");
        assertThat(await(held).payload())
                .containsExactly(StreamCondition.SYSTEM_SHUTDOWN.error().toElement());
    }

    @Test
    void aDomainThatIsNotServedIsUnknown() {
        assertThat(post("to='example.net' wait='60' hold='1' ver='1.11'", "").condition())
                .isEqualTo("host-unknown");
    }
}
