package im.godwit.testkit;

import static org.assertj.core.api.Assertions.fail;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamLimits;
import im.godwit.core.transport.Transport;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A transport without a wire, encrypted: what the stream sends waits for the client to read it. */
final class MemoryTransport implements Transport {
    private static final StreamLimits LIMITS = new StreamLimits(OptionalLong.of(262_144), OptionalLong.of(900));

    final BlockingQueue<Element> sent = new LinkedBlockingQueue<>();

    /** Ends with the error that the stream was closed with, if any. */
    final CompletableFuture<Optional<StreamError>> closed = new CompletableFuture<>();

    private final BlockingQueue<ServerHeader> headers = new LinkedBlockingQueue<>();
    private final Consumer<Element> told;

    /** @param told hears of all that is sent */
    MemoryTransport(Consumer<Element> told) {
        this.told = told;
    }

    /** The next stream header of the server. */
    ServerHeader header() {
        return poll(headers, Stage.PATIENCE.toMillis()).orElseGet(() -> fail("no stream header came"));
    }

    /** The next element, if it comes in time. */
    Optional<Element> poll(long millis) {
        return poll(sent, millis);
    }

    /** The next element; {@code who} waits for it. */
    Element next(String who) {
        return poll(Stage.PATIENCE.toMillis()).orElseGet(() -> fail("%s: nothing came", who));
    }

    /** Expects the next element to match. */
    void expect(Element pattern, String who) {
        Element actual = next(who);
        Xml.difference(pattern, actual)
                .ifPresent(difference -> fail("%s received something else: %s%nexpected:%n%sreceived:%n%s"
                        .formatted(who, difference, Xml.indented(pattern), Xml.indented(actual))));
    }

    private static <T> Optional<T> poll(BlockingQueue<T> queue, long millis) {
        try {
            return Optional.ofNullable(queue.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits for the server to end the stream; the error, if there was one. */
    Optional<StreamError> end() {
        try {
            return closed.get(Stage.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException open) {
            return fail("the stream is still open");
        }
    }

    @Override
    public String protocol() {
        return "memory";
    }

    @Override
    public Peer peer() {
        return new Peer(InetAddress.getLoopbackAddress(), true);
    }

    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public Set<String> channelBindings() {
        return Set.of();
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.empty();
    }

    @Override
    public StreamLimits limits() {
        return LIMITS;
    }

    @Override
    public void open(ServerHeader header) {
        headers.add(header);
    }

    @Override
    public void send(Element element) {
        if (!closed.isDone()) {
            told.accept(element);
            sent.add(element);
        }
    }

    @Override
    public void expectRestart() {}

    @Override
    public void authenticated() {}

    @Override
    public void startTls(Element proceed) {
        throw new IllegalStateException("it is encrypted already");
    }

    @Override
    public void pauseInput() {}

    @Override
    public void resumeInput() {}

    @Override
    public void close(Optional<StreamError> error) {
        closed.complete(error);
    }
}
