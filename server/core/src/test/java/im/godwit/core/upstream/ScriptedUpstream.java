package im.godwit.core.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamHeader;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server without a wire: keeps what it is sent, in order, for a test to look at. */
final class ScriptedUpstream implements Upstreams, Upstream {
    private static final long PATIENCE_SECONDS = 10;

    enum Close {
        END,
        LEAVE
    }

    private volatile CompletableFuture<UpstreamInput> input = new CompletableFuture<>();
    private final BlockingQueue<ServerAddress> servers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> sent = new LinkedBlockingQueue<>();
    private volatile String domain = "";
    volatile boolean congested;
    private volatile boolean paused;
    private volatile CountDownLatch opening = new CountDownLatch(0);

    @Override
    public Upstream connect(ServerAddress server, String wanted, Peer client, UpstreamInput reports) {
        servers.add(server);
        domain = wanted;
        input.complete(reports);
        return this;
    }

    /** The next server that was connected to. */
    ServerAddress server() {
        return next(servers, ServerAddress.class);
    }

    boolean wasConnectedMore() {
        return !servers.isEmpty();
    }

    /** From now on another connection is waited for. */
    void expectAnother() {
        input = new CompletableFuture<>();
    }

    /** Where it reports, once it was connected to. */
    UpstreamInput input() {
        return input.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    Optional<String> domain() {
        return input.isDone() ? Optional.of(domain) : Optional.empty();
    }

    <T> T next(Class<T> type) {
        return next(sent, type);
    }

    private static <T> T next(BlockingQueue<? extends Object> queue, Class<T> type) {
        try {
            Object next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).isInstanceOf(type);
            return type.cast(next);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    boolean wasSentMore() {
        return !sent.isEmpty();
    }

    /** Keeps who opens a stream waiting. */
    void slowed(CountDownLatch until) {
        opening = until;
    }

    @Override
    public void open(StreamHeader header) {
        try {
            opening.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        sent.add(header);
    }

    @Override
    public void send(Element element) {
        sent.add(element);
    }

    @Override
    public boolean isCongested() {
        return congested;
    }

    /** Whether it is not to be read now. */
    boolean isPaused() {
        return paused;
    }

    @Override
    public void pauseInput() {
        paused = true;
    }

    @Override
    public void resumeInput() {
        paused = false;
    }

    @Override
    public void end() {
        sent.add(Close.END);
    }

    @Override
    public void leave() {
        sent.add(Close.LEAVE);
    }
}
