package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.StreamLimits;
import im.godwit.core.transport.Timers;
import im.godwit.core.transport.Transport;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream over one WebSocket (RFC 7395).
 *
 * <pre>
 *   OPEN ──stream closes──▶ CLOSING ──close handshake, or its time is over──▶ CLOSED
 *     └──────────connection ends, or the client does not read──────────────────▲
 * </pre>
 *
 * <p>May be used from any thread; none ever waits, and an idle connection has none. State changes under a lock; the
 * stream and Jetty are called without it, each in order.
 */
@Implements("RFC 7395")
final class WebSocketTransport implements Transport, FrameHandler {
    private static final Logger log = LoggerFactory.getLogger(WebSocketTransport.class);

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Peer peer;
    private final WebSocketOptions options;
    private final Timers timers;
    private final WebSocketService service;
    private final Admission admission;
    private final Relay inbound = new Relay();
    private final MessageReader reader;
    private final ControlRate controlRate;
    private final FrameDemand demand = new FrameDemand();
    private final AtomicBoolean headerDue = new AtomicBoolean(true);
    private CoreSession socket;
    private StreamInput input;

    private final Object lock = new Object();
    private final FrameOutput output;
    private final SocketEnd socketEnd = new SocketEnd();
    private final Silence silence;
    private final Wakeup wakeup;
    private State state = State.OPEN;
    private boolean peerEnded;

    WebSocketTransport(
            Peer peer, WebSocketOptions options, Timers timers, WebSocketService service, Admission admission) {
        this.admission = admission;
        this.peer = peer;
        this.options = options;
        this.timers = timers;
        this.service = service;
        reader = new MessageReader(options);
        controlRate = new ControlRate(timers.nanos());
        output = new FrameOutput(options.outputSize(), this::sent);
        silence = new Silence(options, timers.nanos());
        wakeup = new Wakeup(timers, this::wake);
    }

    /** Ends the stream because the gateway stops: tells the client and the stream. */
    void shutDown() {
        synchronized (lock) {
            if (state == State.OPEN) {
                List<Element> undelivered = output.undelivered();
                inbound.add(() -> input.lost(undelivered));
            }
        }
        close(Optional.of(StreamCondition.SYSTEM_SHUTDOWN.error()));
    }

    // ---- what Jetty reports

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        socket = session;
        output.start(session);
        try {
            input = service.begin(this);
        } catch (RuntimeException e) {
            state = State.CLOSED;
            admission.leave();
            callback.failed(e);
            return;
        }
        callback.succeeded();
        synchronized (lock) {
            silence.broken(timers.nanos());
            wakeup.at(silence.next());
        }
        session.demand();
        service.opened(this);
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        synchronized (lock) {
            silence.broken(timers.nanos());
        }
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame);
            case OpCode.PING, OpCode.PONG -> control(frame);
            default -> {
                callback.succeeded(); // Jetty answers the close frame
                return;
            }
        }
        callback.succeeded();
        run();
        demand.next(socket);
    }

    private void data(Frame frame) {
        synchronized (lock) {
            if (peerEnded || socketEnd.isRefused()) {
                return; // what comes after the end is not looked at
            }
        }
        try {
            reader.read(frame).ifPresent(this::element);
        } catch (WebSocketRefusal refused) {
            refuse(refused.error(), refused.status());
        }
    }

    private void element(Element element) {
        if (WebSocketFraming.closes(element)) {
            end();
        } else if (WebSocketFraming.opens(element)) {
            header(element);
        } else {
            inbound.add(() -> input.element(element));
        }
    }

    private void header(Element open) {
        if (headerDue.getAndSet(false)) {
            inbound.add(() -> input.header(WebSocketFraming.header(open)));
        } else {
            // §3.4: there is one stream in a WebSocket
            refuse(StreamCondition.BAD_FORMAT.error("no new stream is due"), CloseStatus.PROTOCOL);
        }
    }

    private void end() {
        synchronized (lock) {
            peerEnded = true;
            if (state == State.CLOSING) {
                closeSocket();
                return;
            }
        }
        inbound.add(() -> input.end());
    }

    private void control(Frame frame) {
        if (controlRate.exceeds(timers.nanos())) {
            refuse(StreamCondition.POLICY_VIOLATION.error("too many pings"), CloseStatus.POLICY_VIOLATION);
        } else if (frame.getOpCode() == OpCode.PING) {
            // RFC 6455 §5.5.3: the same content
            byte[] content = BufferUtil.toArray(frame.getPayload());
            synchronized (lock) {
                if (state != State.CLOSED && !socketEnd.isSent()) {
                    loseUnless(output.send(OpCode.PONG, content));
                }
            }
        }
    }

    private void refuse(StreamError error, int status) {
        synchronized (lock) {
            if (!socketEnd.refuse(status)) {
                return;
            }
        }
        inbound.add(() -> input.fault(error));
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        log.atDebug()
                .addKeyValue("remote", peer.address())
                .addKeyValue("reason", cause.getMessage())
                .log("WebSocket failed");
        callback.succeeded();
    }

    /** §3.6: without the end of the stream before it, that is a loss. */
    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        synchronized (lock) {
            lose();
        }
        callback.succeeded();
        run();
    }

    private void lose() {
        if (state == State.CLOSED) {
            return;
        }
        boolean lost = state == State.OPEN && !peerEnded;
        state = State.CLOSED;
        demand.stop();
        wakeup.cancel();
        if (lost) {
            List<Element> undelivered = output.undelivered();
            inbound.add(() -> input.lost(undelivered));
        }
        admission.leave();
        service.closed(this);
    }

    /** Calls the stream and Jetty with what was decided; never under the lock. */
    private void run() {
        try {
            inbound.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("remote", peer.address()).log("The stream failed to take input");
            synchronized (lock) {
                inbound.clear();
                lose();
                output.abort();
            }
            inbound.run();
        }
        output.run();
    }

    // ---- time

    private void wake() {
        synchronized (lock) {
            wakeup.fired();
            long now = timers.nanos();
            switch (state) {
                case OPEN -> {
                    if (demand.isPaused()) {
                        silence.excuse(now); // it is not the client that is silent
                    }
                    watch(now);
                }
                case CLOSING -> {
                    if (socketEnd.isOver(now)) {
                        output.abort();
                    } else {
                        closeSocketInTime(now);
                    }
                }
                case CLOSED -> {}
            }
        }
        run();
    }

    private void watch(long now) {
        switch (silence.measure(now)) {
            case NONE -> {}
            case PING -> loseUnless(output.send(OpCode.PING, new byte[0]));
            case GIVE_UP -> {
                refuse(StreamCondition.CONNECTION_TIMEOUT.error(), CloseStatus.POLICY_VIOLATION);
                return;
            }
        }
        wakeup.at(silence.next());
    }

    private void closeSocketInTime(long now) {
        if (socketEnd.isDue(now)) {
            closeSocket();
        } else {
            wakeup.at(socketEnd.next());
        }
    }

    private void closeSocket() {
        if (socketEnd.send()) {
            output.close(socketEnd.status());
            wakeup.at(socketEnd.next());
        }
    }

    // ---- sending

    /** @param fits whether there was room for what was sent */
    private void loseUnless(boolean fits) {
        if (!fits) {
            log.atInfo()
                    .addKeyValue("remote", peer.address())
                    .addKeyValue("reason", "the client does not read")
                    .log("The WebSocket is closed");
            lose();
            output.abort();
        }
    }

    private void sent() {
        boolean relieved;
        synchronized (lock) {
            relieved = output.left();
        }
        if (relieved) {
            input.relieved();
        }
    }

    // ---- the transport

    @Override
    public String protocol() {
        return "websocket";
    }

    @Override
    public Peer peer() {
        return peer;
    }

    /** §3.9: encryption belongs to HTTP. */
    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public Set<String> channelBindings() {
        return Set.of(); // scripts of web pages cannot see the channel
    }

    @Override
    public StreamLimits limits() {
        return new StreamLimits(
                OptionalLong.of(reader.limit()),
                OptionalLong.of(options.idleTimeout().toSeconds()));
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.empty();
    }

    @Override
    public void open(ServerHeader header) {
        byte[] open = WebSocketFraming.open(header);
        synchronized (lock) {
            if (state == State.OPEN) {
                loseUnless(output.send(OpCode.TEXT, open));
            }
        }
        run();
    }

    @Override
    public void send(Element element) {
        byte[] message = WebSocketFraming.message(element);
        synchronized (lock) {
            if (state == State.OPEN) {
                loseUnless(output.send(element, message));
            }
        }
        run();
    }

    @Override
    public boolean isCongested() {
        synchronized (lock) {
            return output.isCongested();
        }
    }

    @Override
    public void expectRestart() {
        headerDue.set(true);
    }

    @Override
    public void authenticated() {
        reader.trust();
        admission.authenticated();
    }

    @Override
    public void startTls(Element proceed) {
        throw new IllegalStateException("a WebSocket has no STARTTLS");
    }

    @Override
    public void pauseInput() {
        demand.pause();
    }

    @Override
    public void resumeInput() {
        demand.resume(socket);
    }

    @Override
    public void close(Optional<StreamError> error) {
        synchronized (lock) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            long now = timers.nanos();
            socketEnd.begin(now, error);
            Optional<URI> elsewhere = options.seeOther().filter(_ -> isGoing(error));
            if (elsewhere.isEmpty()) {
                // §3.5, §3.6: the error and the end of the stream, each in its message
                error.map(e -> WebSocketFraming.message(e.toElement())).ifPresent(this::sendLast);
            }
            sendLast(WebSocketFraming.close(elsewhere));
            closeSocketInTime(now);
        }
        resumeInput(); // the client's part of the close must be read
        run();
    }

    /** Whether it is this gateway or its server that goes, and not one that it only stands before. */
    private static boolean isGoing(Optional<StreamError> error) {
        return error.filter(e -> e.condition() == StreamCondition.SYSTEM_SHUTDOWN
                        && e.received().isEmpty())
                .isPresent();
    }

    private void sendLast(byte[] message) {
        if (state == State.CLOSING) {
            loseUnless(output.send(OpCode.TEXT, message));
        }
    }
}
