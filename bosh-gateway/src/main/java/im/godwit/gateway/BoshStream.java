package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamInput;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.xml.Element;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the streams that a session carries (XEP-0124 §16, XEP-0206).
 *
 * <pre>
 *   OPEN ──the client ends it──▶ ENDING ──it closes──▶ CLOSING ──told the client──▶ CLOSED
 *     └──────────────it closes─────────────────────────▲                             ▲
 *     └──────────────the session is given up────────────────────────────────────────┘
 * </pre>
 *
 * <p>Guarded by its session's lock, except {@link #run}, which must be called without it.
 */
final class BoshStream {
    private static final Logger log = LoggerFactory.getLogger(BoshStream.class);

    /** How long a client that ends the stream waits for what the stream still has to say. */
    private static final Duration ENDING_WAIT = Duration.ofSeconds(2);

    /** How long the end of the last stream waits for a request that can carry it to the client. */
    private static final Duration CLOSING_WAIT = Duration.ofSeconds(5);

    private enum State {
        OPEN,
        ENDING,
        CLOSING,
        CLOSED
    }

    private final String name;
    private final StreamOpening opening;
    private final BoshSession session;
    private final Relay inbound = new Relay();
    private final Optional<URI> seeOther;
    private final ResponseBuffer buffer;
    /** Brought something that the stream has not taken yet. */
    private final ArrayDeque<BoshRequest> untaken = new ArrayDeque<>(2);

    /** Set by the first step of the relay, and called by its others. */
    private volatile Optional<StreamInput> input = Optional.empty();

    private Optional<ServerHeader> unsentHeader = Optional.empty();
    private Farewell farewell = Farewell.IN_PEACE;
    private State state = State.OPEN;
    private long stateEnds;
    private boolean headerSent;
    private boolean announced;
    private boolean restartExpected;
    private boolean authenticated;

    BoshStream(String name, StreamOpening opening, BoshSession session, BoshOptions options) {
        this.name = name;
        this.opening = opening;
        this.session = session;
        seeOther = options.seeOther();
        buffer = new ResponseBuffer(options.outputSize());
    }

    // ---- for the session: what came from the client

    /** The name that the client calls it by (§16.2). */
    String name() {
        return name;
    }

    /** Begins the stream with the request that opens it. */
    void begin(BoshRequest request, StreamAcceptor acceptor) {
        inbound.add(() -> connect(acceptor));
        tell(i -> i.header(opening.header()));
        answerWhenTaken(request);
    }

    private void connect(StreamAcceptor acceptor) {
        try {
            input = Optional.of(acceptor.accept(new BoshTransport(this, session, inbound)));
        } catch (RuntimeException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("remote", session.peer().address())
                    .log("A stream failed to begin");
            session.change(() -> farewell(Farewell.of(BindingCondition.REMOTE_CONNECTION_FAILED))); // §17.2
        }
    }

    /** Hands over the payload of a request. */
    void payload(BoshRequest request) {
        if (isOpen() && !request.body().payload().isEmpty()) {
            // one by one, since the stream may pause after any of them
            request.body().payload().forEach(element -> tell(i -> i.element(element)));
            answerWhenTaken(request);
        }
    }

    /** The server that the client named (§7.1, §16.3). */
    Optional<String> route() {
        return opening.route();
    }

    /** Whether a restart must come next. */
    boolean expectsRestart() {
        return restartExpected && isOpen();
    }

    /** Begins the stream again; the content of the request is ignored (XEP-0206 §5). */
    void restart(BoshRequest request) {
        restartExpected = false;
        tell(i -> i.header(opening.headerOfRestart(request.body())));
        answerWhenTaken(request);
    }

    /** The client ends the stream (§13, §16.5). */
    void end(BoshRequest request, long now) {
        if (isOpen()) {
            enter(State.ENDING, now, ENDING_WAIT);
            tell(StreamInput::end);
            answerWhenTaken(request);
        }
    }

    private void tell(Consumer<StreamInput> what) {
        inbound.add(() -> input.ifPresent(what));
    }

    private void answerWhenTaken(BoshRequest request) {
        request.addTaker();
        untaken.add(request);
        inbound.add(() -> session.change(() -> {
            if (untaken.remove(request)) {
                request.removeTaker();
            }
        }));
    }

    /** Calls the stream with what came for it. */
    void run() {
        inbound.run();
    }

    /** Forgets what the stream has not taken. */
    void discardInput() {
        inbound.clear();
        untaken.forEach(BoshRequest::removeTaker);
        untaken.clear();
    }

    // ---- for the session: what goes to the client

    /** Whether the request opened this stream and its answer has to name it. */
    boolean isAnnouncedBy(BoshRequest request) {
        return !announced && opening.isOf(request);
    }

    /** Whether the stream has something to say in the answer to a request. */
    boolean speaksTo(long rid) {
        // the client must have its name first
        boolean known = announced || rid >= opening.request().rid();
        return known && (isClosing() || isOpen() && !buffer.isEmpty());
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosing() {
        return state == State.CLOSING;
    }

    boolean isEnding() {
        return state == State.ENDING;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    /** What the client is told of its end. */
    Farewell farewell() {
        return farewell;
    }

    /** The stream's header, where the client does not have it yet; it has it afterwards. */
    Optional<ServerHeader> takeHeader() {
        Optional<ServerHeader> taken = unsentHeader;
        unsentHeader = Optional.empty();
        return taken;
    }

    /** Whether much waits for the client. */
    boolean isCongested() {
        return buffer.isCongested();
    }

    /** All that waits for the client, which gets it; the stream goes on. */
    List<Payload> speak() {
        if (buffer.isCongested()) {
            // not by the relay: a stream may be pausing that until somebody takes what it says
            session.tell(() -> input.ifPresent(StreamInput::relieved));
        }
        return takeOutput();
    }

    /** All that waits for the client; nothing does afterwards. */
    List<Payload> takeOutput() {
        announced = true;
        return buffer.take();
    }

    /** The client learns that the stream is over. */
    void close() {
        state = State.CLOSED;
    }

    /** Gives up: hands back to the stream what the client may not have. */
    void lose(List<Element> undelivered) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            inbound.resume();
            tell(i -> i.lost(undelivered));
        }
    }

    // ---- for the session: time

    /** When the stream must be looked at; none where nothing ends by itself. */
    OptionalLong deadline() {
        return isEnding() || isClosing() ? OptionalLong.of(stateEnds) : OptionalLong.empty();
    }

    /** A stream that does not close in time is closed to the client. */
    void giveUpWaiting(long now) {
        if (isEnding() && now >= stateEnds) {
            inbound.resume(); // it hears of the end, even if it was not ready to
            enter(State.CLOSING, now, CLOSING_WAIT);
        }
    }

    /** Whether nobody fetched the stream's end in time. */
    boolean isForsaken(long now) {
        return isClosing() && now >= stateEnds;
    }

    private void enter(State next, long now, Duration longest) {
        state = next;
        stateEnds = now + longest.toNanos();
    }

    // ---- for the transport: what the stream does

    /** The stream tells its header; that of a restart brings nothing that the client does not have. */
    void opened(ServerHeader header) {
        if (!headerSent) {
            headerSent = true;
            unsentHeader = Optional.of(header);
        }
    }

    /** The stream says something. Whether more waits now than may. */
    boolean overflows(Payload payload) {
        if (isClosing() || isClosed()) {
            return false; // the stream knows, or is about to hear
        }
        boolean full = buffer.isFullFor(payload);
        buffer.add(payload);
        return full;
    }

    /** The stream is to begin again. */
    void expectRestart() {
        restartExpected = true;
    }

    /** The client proved who it is. */
    void markAuthenticated() {
        authenticated = true;
    }

    /** The stream is over, with an error or in peace. */
    void finish(Optional<StreamError> error) {
        if (!isClosing() && !isClosed()) {
            farewell(error.map(e -> Farewell.of(e, !announced, seeOther)).orElse(Farewell.IN_PEACE));
        }
    }

    private void farewell(Farewell words) {
        farewell = words;
        discardInput();
        enter(State.CLOSING, session.now(), CLOSING_WAIT);
    }
}
