package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.upstream.GatewayStreams;
import im.godwit.core.upstream.ServerAddress;
import im.godwit.core.upstream.Servers;
import im.godwit.core.upstream.Upstream;
import im.godwit.core.upstream.UpstreamInput;
import im.godwit.plugin.Peer;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server a client of a gateway on its own is connected to (XEP-0124 §7.1). */
class RouteTest {
    private static final ServerAddress USUAL = new ServerAddress("a.example.com", 5222);
    private static final ServerAddress OTHER = new ServerAddress("b.example.com", 9999);

    private final Queue<ServerAddress> tried = new ConcurrentLinkedQueue<>();
    private final GatewayStreams streams = new GatewayStreams(
            List.of("example.com"), new Servers(USUAL, Set.of(OTHER)), this::refuse, Duration.ofMinutes(1));
    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.before(streams, UnaryOperator.identity());
    }

    @AfterEach
    void stop() {
        stand.close();
        streams.close();
    }

    /** There is no server anywhere. */
    private Upstream refuse(ServerAddress server, String domain, Peer client, UpstreamInput input) {
        tried.add(server);
        input.failed(StreamCondition.REMOTE_CONNECTION_FAILED.error("refused"));
        return new Nowhere();
    }

    private static final class Nowhere implements Upstream {
        @Override
        public void open(StreamHeader header) {}

        @Override
        public void send(Element element) {}

        @Override
        public boolean isCongested() {
            return false;
        }

        @Override
        public void pauseInput() {}

        @Override
        public void resumeInput() {}

        @Override
        public void end() {}

        @Override
        public void leave() {}
    }

    private Reply create(String attributes) {
        return await(stand.post(BoshClient.creation("wait='60' hold='1' ver='1.11' " + attributes)));
    }

    @Test
    @Spec(value = "XEP-0124 §7.1", says = "route is the protocol, host and port of the server to communicate with")
    void aClientIsConnectedToTheServerThatItNames() {
        Reply reply = create("route='xmpp:b.example.com:9999'");

        assertThat(reply.condition()).isEqualTo("remote-connection-failed");
        assertThat(tried).containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "route=''", "route='xmpp:A.example.com:5222'"})
    void whoNamesNoneOrTheUsualOneGetsThat(String attributes) {
        create(attributes);

        assertThat(tried).containsExactly(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp:10.0.0.1:22", "xmpp:b.example.com:22", "b.example.com", "xmpp:b.example.com:9999:1"})
    @Spec(value = "XEP-0124 §17.2", says = "host-unknown: the host or port in 'route' is unknown")
    void anyOtherIsUnknownAndNotConnectedTo(String route) {
        Reply reply = create("route='" + route + "'");

        assertThat(reply.condition()).isEqualTo("host-unknown");
        assertThat(tried).isEmpty();
    }
}
