package im.godwit.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.Transport;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A transport without a wire: keeps what the stream sends, in order, for a test to look at. */
public final class ScriptedTransport implements Transport {
    private static final long PATIENCE_SECONDS = 5;

    private final BlockingQueue<Object> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Was asked to stop reading. */
    public final CountDownLatch paused = new CountDownLatch(1);
    /** Was asked to read again. */
    public final CountDownLatch resumed = new CountDownLatch(1);

    private volatile boolean encrypted;
    private volatile boolean canStartTls = true;
    private volatile Map<String, byte[]> bindings = Map.of();
    private volatile List<Jid> certified = List.of();
    private volatile Optional<StreamError> error = Optional.empty();
    private volatile boolean pausedNow;
    private volatile Optional<String> route = Optional.empty();

    /** Much waits for the client. */
    public volatile boolean congested;

    /** A restart may come. */
    public volatile boolean restartExpected;
    /** The client proved who it is. */
    public volatile boolean authenticated;

    /** As after a handshake. */
    public ScriptedTransport encrypted() {
        encrypted = true;
        canStartTls = false;
        return this;
    }

    /** As of a client that asks for a server. */
    public ScriptedTransport routed(String named) {
        route = Optional.of(named);
        return this;
    }

    @Override
    public Optional<String> route() {
        return route;
    }

    ScriptedTransport withBinding(String type, byte[] data) {
        bindings = Map.of(type, data);
        return this;
    }

    ScriptedTransport certified(Jid... accounts) {
        certified = List.of(accounts);
        return this;
    }

    ScriptedTransport withoutTls() {
        canStartTls = false;
        return this;
    }

    /** The next element that the stream sent. */
    public Element element() {
        Object next = next();
        return next instanceof Element element ? element : fail("sent %s, not an element", next);
    }

    /** The next header that the stream sent. */
    public ServerHeader header() {
        Object next = next();
        return next instanceof ServerHeader header ? header : fail("sent %s, not a header", next);
    }

    private Object next() {
        try {
            Object next = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return next == null ? fail("the stream sent nothing") : next;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Expects that the stream ended with this error. */
    public void isClosedWith(StreamCondition condition) {
        awaitClosed();
        assertThat(error.map(StreamError::condition)).contains(condition);
    }

    /** Expects that the stream ended without an error. */
    public void isClosedInPeace() {
        awaitClosed();
        assertThat(error).isEmpty();
    }

    /** Whether it is not to read now. */
    public boolean isPaused() {
        return pausedNow;
    }

    /** Whether the stream sent what no test has looked at. */
    public boolean hasMore() {
        return !sent.isEmpty();
    }

    /** What the stream ended with, once it has. */
    public Optional<StreamError> error() {
        awaitClosed();
        return error;
    }

    private void awaitClosed() {
        try {
            assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the stream was closed")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String protocol() {
        return "script";
    }

    @Override
    public Peer peer() {
        return new Peer(InetAddress.getLoopbackAddress(), encrypted);
    }

    @Override
    public boolean canStartTls() {
        return canStartTls;
    }

    @Override
    public Set<String> channelBindings() {
        return bindings.keySet();
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.ofNullable(bindings.get(type));
    }

    @Override
    public List<Jid> certified() {
        return certified;
    }

    @Override
    public void open(ServerHeader header) {
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

    @Override
    public void expectRestart() {
        restartExpected = true;
    }

    @Override
    public void authenticated() {
        authenticated = true;
    }

    @Override
    public void startTls(Element proceed) {
        sent.add(proceed);
        encrypted();
    }

    @Override
    public void pauseInput() {
        pausedNow = true;
        paused.countDown();
    }

    @Override
    public void resumeInput() {
        pausedNow = false;
        resumed.countDown();
    }

    @Override
    public void close(Optional<StreamError> reason) {
        error = reason;
        closed.countDown();
    }
}
