package im.godwit.gateway;

import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A gateway on a free port of loopback, with its own time and scripted streams behind it. */
final class GatewayStand implements AutoCloseable {
    /** For what must come; long, because machines may be slow. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualTimers timers = new ManualTimers();
    private final BlockingQueue<ScriptedStream> streams = new LinkedBlockingQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway;
    private boolean answering = true;

    private GatewayStand(GatewayOptions options, Offers offers, ChatPage page) throws IOException {
        gateway = Gateway.start(options, this::script, offers, page, timers, () -> {});
    }

    private GatewayStand(GatewayOptions options, StreamAcceptor acceptor) throws IOException {
        gateway = Gateway.start(options, acceptor, Offers.NONE, new ChatPage(), timers, () -> {});
    }

    private ScriptedStream script(Transport transport) {
        ScriptedStream stream = new ScriptedStream(transport, answering);
        streams.add(stream);
        return stream;
    }

    /** A gateway before other streams than scripted ones. */
    static GatewayStand before(StreamAcceptor acceptor, Set<InetAddress> trustedProxies) throws IOException {
        return before(acceptor, o -> o.withProxies(new Proxies(trustedProxies, Proxies.Header.X_FORWARDED)));
    }

    static GatewayStand before(StreamAcceptor acceptor, UnaryOperator<GatewayOptions> change) throws IOException {
        return new GatewayStand(change.apply(options()), acceptor);
    }

    static GatewayStand start() throws IOException {
        return start(UnaryOperator.identity());
    }

    static GatewayStand start(UnaryOperator<GatewayOptions> change) throws IOException {
        return new GatewayStand(change.apply(options()), Offers.NONE, new ChatPage());
    }

    /** A gateway with what plugins offer. */
    static GatewayStand with(Offers offers) throws IOException {
        return new GatewayStand(options(), offers, new ChatPage());
    }

    static GatewayStand with(ChatPage page) throws IOException {
        return new GatewayStand(options(), Offers.NONE, page);
    }

    private static GatewayOptions options() {
        return GatewayOptions.defaults(List.of("example.com"))
                .at("127.0.0.1", OptionalInt.of(0), Optional.empty())
                .withPerAddress(new AddressLimits(10_000, 10_000)); // all clients here have one address
    }

    /** A gateway with other options of BOSH. */
    static GatewayStand withBosh(BoshOptions bosh) throws IOException {
        return start(o -> o.withBosh(bosh));
    }

    /** From now on streams do not answer by themselves. */
    GatewayStand silent() {
        answering = false;
        return this;
    }

    Gateway gateway() {
        return gateway;
    }

    ManualTimers timers() {
        return timers;
    }

    /** The port without encryption. */
    int port() {
        return gateway.port().orElseThrow();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    CompletableFuture<Reply> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Reply::of);
    }

    Reply get(String path) {
        return await(send(request(path).build()));
    }

    CompletableFuture<Reply> post(String body) {
        return send(request("/http-bind").POST(BodyPublishers.ofString(body)).build());
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The stream of the session that was made last and not looked at. */
    ScriptedStream nextStream() {
        try {
            return Optional.ofNullable(streams.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no stream began"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A client with a session of the usual terms: wait 60, hold 1. */
    BoshClient client() {
        return client("wait='60' hold='1' ver='1.11'");
    }

    /** A client with a session of other terms; its stream's header was seen. */
    BoshClient client(String attributes) {
        return BoshClient.create(this, attributes);
    }

    @Override
    public void close() {
        gateway.close();
        http.close();
    }
}
