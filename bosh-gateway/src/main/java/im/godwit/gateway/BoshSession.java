package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;
import static im.godwit.gateway.BindingCondition.INTERNAL_SERVER_ERROR;
import static im.godwit.gateway.BindingCondition.ITEM_NOT_FOUND;
import static im.godwit.gateway.BindingCondition.POLICY_VIOLATION;
import static im.godwit.gateway.BindingCondition.REMOTE_STREAM_ERROR;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.StreamLimits;
import im.godwit.core.transport.Transport;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One BOSH session (XEP-0124), which carries one stream (XEP-0206).
 *
 * <pre>
 *   OPEN ──terminate request──▶ ENDING ──stream closes──▶ CLOSING ──told the client──▶ CLOSED
 *     └──────────stream closes─────────────────────────────▲                              ▲
 *     └──────────inactivity, broken rules, overflow───────────────────────────────────────┘
 * </pre>
 *
 * <p>May be used from any thread; none ever waits. State changes under a lock; the stream and the HTTP exchanges are
 * called without it, each in order. A request is answered only when the stream has taken what it brought, so that a
 * stream that cannot keep up slows the client down: no more than {@code requests} bodies wait.
 */
final class BoshSession implements Transport {
    private static final Logger log = LoggerFactory.getLogger(BoshSession.class);

    /** How long the answer to the creation request waits for the stream's features (XEP-0206 §4). */
    private static final Duration FEATURES_WAIT = Duration.ofSeconds(2);

    /** How long a client that ends its session waits for what the stream still has to say. */
    private static final Duration ENDING_WAIT = Duration.ofSeconds(2);

    /** How long the end of the stream waits for a request that can carry it to the client. */
    private static final Duration CLOSING_WAIT = Duration.ofSeconds(5);

    /** More bytes than a client's {@code <body/>} takes without its content. */
    private static final int ENVELOPE = 1024;

    private enum State {
        OPEN,
        ENDING,
        CLOSING,
        CLOSED
    }

    private final String sid;
    private final SessionCreation creation;
    private final BoshOptions options;
    private final Timers timers;
    private final Consumer<BoshSession> whenClosed;
    private final Relay inbound = new Relay();
    private final Relay outbound = new Relay();
    private final StreamInput input;

    private final Object lock = new Object();
    private final RequestWindow window;
    private final ResponseBuffer buffer;
    private final Activity activity;
    private final Answers answers;
    private final Inactivity inactivity;
    private final Wakeup wakeup;
    private State state = State.OPEN;
    private long stateEnds;
    private Optional<BindingCondition> farewell = Optional.empty();
    private boolean restartExpected;
    private boolean authenticated;

    /**
     * Makes the session and begins its stream; {@link #receive} must get the creation request next.
     *
     * @param whenClosed told once that the session is over
     */
    BoshSession(
            String sid,
            SessionCreation creation,
            BoshOptions options,
            Timers timers,
            StreamAcceptor acceptor,
            Consumer<BoshSession> whenClosed) {
        this.sid = sid;
        this.creation = creation;
        this.options = options;
        this.timers = timers;
        this.whenClosed = whenClosed;
        window = new RequestWindow(creation.terms().requests(), creation.rid());
        buffer = new ResponseBuffer(options.outputSize());
        activity = new Activity(creation.terms());
        answers = new Answers(sid, creation, window, activity, buffer, outbound);
        inactivity = new Inactivity(creation.terms().inactivityTime());
        wakeup = new Wakeup(timers, this::wake);
        input = acceptor.accept(this);
    }

    String sid() {
        return sid;
    }

    /** How many requests wait for their answer. */
    int held() {
        synchronized (lock) {
            return window.open();
        }
    }

    /** Takes a request with this session's id. */
    void receive(BoshBody body, Exchange exchange) {
        synchronized (lock) {
            admit(body, exchange);
            arm();
        }
        run();
    }

    /** Ends the session because the gateway stops: tells the client, where a request is open, and the stream. */
    void shutDown() {
        synchronized (lock) {
            if (state == State.CLOSED) {
                return;
            }
            answers.terminate(Optional.of(BindingCondition.SYSTEM_SHUTDOWN));
            lose();
        }
        run();
    }

    // ---- requests

    private void admit(BoshBody body, Exchange exchange) {
        if (state == State.CLOSED) {
            answers.refuse(exchange, ITEM_NOT_FOUND);
            return;
        }
        if (body.size() > (authenticated ? options.bodySize() : options.bodySizeBeforeLogin())) {
            fail(exchange, POLICY_VIOLATION, "the request is too large");
            return;
        }
        switch (window.place(body)) {
            case RequestWindow.Place.New() -> take(body, exchange);
            case RequestWindow.Place.Repeated(BoshRequest request) -> repeated(request, body, exchange);
            case RequestWindow.Place.Answered(Answer answer) -> {
                if (!answer.key().equals(body.attribute("key"))) {
                    fail(exchange, ITEM_NOT_FOUND, "a repeated request without the right key");
                    return;
                }
                answers.send(exchange, answer.body());
            }
            // XEP-0124 §14.2, §14.3: the same error whether too high or too low
            case RequestWindow.Place.Outside() -> fail(exchange, ITEM_NOT_FOUND, "rid outside the window");
        }
    }

    private void repeated(BoshRequest request, BoshBody body, Exchange exchange) {
        if (!request.body().attribute("key").equals(body.attribute("key"))) {
            fail(exchange, ITEM_NOT_FOUND, "a repeated request without the right key");
            return;
        }
        // §14.3: the older connection gets a recoverable error, the newer one the answer
        answers.send(request.moveTo(exchange), BodyWriter.recoverable());
    }

    private void take(BoshBody body, Exchange exchange) {
        long now = timers.nanos();
        if (activity.exceeds(body, now, window.open())) {
            fail(exchange, POLICY_VIOLATION, "too many or too frequent requests");
            return;
        }
        Duration wait = creation.isOf(body) ? FEATURES_WAIT : creation.terms().waitTime();
        for (BoshRequest ready : window.add(new BoshRequest(body, exchange, now + wait.toNanos()))) {
            inactivity.end();
            if (!forward(ready, now)) {
                return;
            }
        }
        settle(now);
    }

    /** Hands the content of the next request in order to the stream; false where that ended the session. */
    private boolean forward(BoshRequest request, long now) {
        BoshBody body = request.body();
        if (!creation.acceptsKey(body)) {
            fail(request.exchange(), ITEM_NOT_FOUND, "wrong key"); // §15.4: not processed
            return false;
        }
        creation.acknowledged(body).ifPresent(window::acknowledged);
        if (state == State.OPEN) {
            if (creation.isOf(body)) {
                inbound.add(() -> input.header(creation.header()));
            } else if (body.restarts()) {
                if (!restartExpected) {
                    fail(request.exchange(), BAD_REQUEST, "no restart is due");
                    return false;
                }
                restartExpected = false;
                inbound.add(() -> input.header(creation.headerOfRestart(body))); // XEP-0206 §5: without the content
            } else {
                body.payload().forEach(element -> inbound.add(() -> input.element(element)));
            }
            if (body.terminates()) {
                enter(State.ENDING, now, ENDING_WAIT);
                inbound.add(input::end);
            }
        }
        inbound.add(() -> taken(request));
        return true;
    }

    private void taken(BoshRequest request) {
        synchronized (lock) {
            request.markTaken();
            settle(timers.nanos());
            arm();
        }
    }

    /** Answers what can be answered, and sees whether the client is there. */
    private void settle(long now) {
        switch (state) {
            case OPEN -> {
                answers.settle(now);
                if (window.held() == 0) {
                    inactivity.begin(now);
                }
            }
            case CLOSING -> finish();
            case ENDING, CLOSED -> {}
        }
    }

    // ---- ends

    private void enter(State next, long now, Duration longest) {
        state = next;
        stateEnds = now + longest.toNanos();
    }

    /** Tells the client that the stream is over, if a request is open. */
    private void finish() {
        if (window.open() > 0) {
            answers.terminate(farewell);
            closed();
        }
    }

    private void fail(Exchange culprit, BindingCondition condition, String reason) {
        log.atDebug()
                .addKeyValue("remote", creation.peer().address())
                .addKeyValue("reason", reason)
                .log("BOSH session terminated");
        answers.refuseAllFor(culprit, condition);
        lose();
    }

    /** Gives up the session and hands back to the stream what the client may not have. */
    private void lose() {
        List<Element> undelivered = answers.undelivered();
        inbound.resume();
        inbound.add(() -> input.lost(undelivered));
        closed();
    }

    private void closed() {
        state = State.CLOSED;
        wakeup.cancel();
        whenClosed.accept(this);
    }

    // ---- time

    private void wake() {
        synchronized (lock) {
            long now = timers.nanos();
            wakeup.fired();
            switch (state) {
                case OPEN -> {
                    OptionalLong end = inactivity.deadline();
                    if (end.isPresent() && now >= end.getAsLong()) {
                        answers.refuseAll(ITEM_NOT_FOUND); // those that wait for an earlier one, which will not come
                        lose(); // §10: the client is gone
                    } else {
                        settle(now);
                    }
                }
                case ENDING -> {
                    if (now >= stateEnds) {
                        inbound.resume(); // the stream hears of the end, even if it was not ready to
                        enter(State.CLOSING, now, CLOSING_WAIT);
                        finish();
                    }
                }
                case CLOSING -> {
                    if (now >= stateEnds) {
                        lose();
                    }
                }
                case CLOSED -> {}
            }
            arm();
        }
        run();
    }

    private void arm() {
        switch (state) {
            case OPEN ->
                window.oldest()
                        .ifPresentOrElse(
                                oldest -> {
                                    if (oldest.taken()) {
                                        wakeup.at(answers.nextLook(oldest, timers.nanos()));
                                    }
                                },
                                () -> inactivity.deadline().ifPresent(wakeup::at));
            case ENDING, CLOSING -> wakeup.at(stateEnds);
            case CLOSED -> {}
        }
    }

    /** Calls the stream and the exchanges with what was decided; never under the lock. */
    private void run() {
        try {
            inbound.run();
        } catch (RuntimeException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("remote", creation.peer().address())
                    .log("The stream failed to take input");
            synchronized (lock) {
                if (state != State.CLOSED) {
                    inbound.clear();
                    answers.terminate(Optional.of(INTERNAL_SERVER_ERROR));
                    lose();
                }
            }
            inbound.run();
        }
        outbound.run();
    }

    // ---- the transport

    @Override
    public String protocol() {
        return "bosh";
    }

    @Override
    public Peer peer() {
        return creation.peer();
    }

    /** XEP-0206 §2: encryption belongs to HTTP. */
    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public Set<String> channelBindings() {
        return Set.of(); // one session goes over many connections, so there is no one channel to bind to
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.empty();
    }

    /** A stanza must leave room for the body around it. When a client is idle is a matter of BOSH (XEP-0124 §10). */
    @Override
    public StreamLimits limits() {
        synchronized (lock) {
            int body = authenticated ? options.bodySize() : options.bodySizeBeforeLogin();
            return new StreamLimits(OptionalLong.of(body - ENVELOPE), OptionalLong.empty());
        }
    }

    @Override
    public void open(ServerHeader header) {
        synchronized (lock) {
            answers.open(header);
        }
    }

    @Override
    public void send(Element element) {
        Payload payload = Payload.of(element);
        synchronized (lock) {
            if (state == State.CLOSING || state == State.CLOSED) {
                return; // the stream knows, or is about to hear
            }
            boolean full = buffer.isFullFor(payload);
            buffer.add(payload);
            if (full) {
                answers.refuseAll(POLICY_VIOLATION);
                lose();
            } else {
                settle(timers.nanos());
            }
            arm();
        }
        run();
    }

    @Override
    public void expectRestart() {
        synchronized (lock) {
            restartExpected = true;
        }
    }

    @Override
    public void authenticated() {
        synchronized (lock) {
            authenticated = true;
        }
    }

    @Override
    public void startTls(Element proceed) {
        throw new IllegalStateException("a BOSH session has no STARTTLS");
    }

    @Override
    public void pauseInput() {
        inbound.pause();
    }

    @Override
    public void resumeInput() {
        inbound.resume();
        run();
    }

    @Override
    public void close(Optional<StreamError> error) {
        synchronized (lock) {
            if (state == State.CLOSING || state == State.CLOSED) {
                return;
            }
            boolean young = window.oldest().filter(r -> creation.isOf(r.body())).isPresent();
            farewell = error.map(e -> BindingCondition.of(e.condition(), young));
            if (farewell.filter(REMOTE_STREAM_ERROR::equals).isPresent()) {
                buffer.add(Payload.of(error.get().toElement())); // XEP-0206 §6: after the stanzas
            }
            inbound.clear();
            enter(State.CLOSING, timers.nanos(), CLOSING_WAIT);
            finish();
            arm();
        }
        run();
    }
}
