package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;
import static im.godwit.gateway.BindingCondition.INTERNAL_SERVER_ERROR;
import static im.godwit.gateway.BindingCondition.ITEM_NOT_FOUND;
import static im.godwit.gateway.BindingCondition.OTHER_REQUEST;
import static im.godwit.gateway.BindingCondition.POLICY_VIOLATION;
import static im.godwit.gateway.BindingCondition.REMOTE_STREAM_ERROR;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Inactivity inactivity;
    private final Wakeup wakeup;
    private State state = State.OPEN;
    private long stateEnds;
    private Optional<ServerHeader> unsentHeader = Optional.empty();
    private Optional<BindingCondition> farewell = Optional.empty();
    private boolean restartExpected;
    private boolean opened;
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
            farewell = Optional.of(BindingCondition.SYSTEM_SHUTDOWN);
            sayFarewell();
            lose();
        }
        run();
    }

    // ---- requests

    private void admit(BoshBody body, Exchange exchange) {
        if (state == State.CLOSED) {
            refuse(exchange, ITEM_NOT_FOUND);
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
                outbound.add(() -> exchange.answer(200, answer.body()));
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
        Exchange older = request.moveTo(exchange);
        outbound.add(() -> older.answer(200, BodyWriter.recoverable()));
    }

    private void take(BoshBody body, Exchange exchange) {
        long now = timers.nanos();
        if (activity.exceeds(body, now, window.open())) {
            fail(exchange, POLICY_VIOLATION, "too many or too frequent requests");
            return;
        }
        Duration wait = isCreation(body) ? FEATURES_WAIT : creation.terms().waitTime();
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
            if (isCreation(body)) {
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

    // ---- answers

    /** Answers what can be answered now, in the order of rids (§8). */
    private void settle(long now) {
        if (state == State.CLOSING) {
            finish();
        }
        while (state == State.OPEN && window.oldest().filter(r -> isDue(r, now)).isPresent()) {
            answer(window.oldest().get());
        }
        if (state == State.OPEN && window.held() == 0) {
            inactivity.begin(now);
        }
    }

    private boolean isDue(BoshRequest request, long now) {
        if (!request.taken()) {
            return false;
        }
        boolean tooMany = window.held() > creation.terms().held() && !isCreation(request.body());
        return tooMany || !buffer.isEmpty() || now >= request.answerBy();
    }

    private void answer(BoshRequest request) {
        List<Payload> payload = buffer.take();
        byte[] body = attributes(request).map(w -> w.toBytes(payload)).orElseGet(() -> BodyWriter.plain(payload));
        List<Element> elements = payload.stream().map(Payload::element).toList();
        window.answered(new Answer(request.rid(), request.body().attribute("key"), body, elements));
        activity.answered(payload.isEmpty());
        Exchange exchange = request.exchange();
        outbound.add(() -> exchange.answer(200, body));
    }

    private Optional<BodyWriter> attributes(BoshRequest request) {
        Optional<ServerHeader> header = unsentHeader;
        unsentHeader = Optional.empty();
        if (isCreation(request.body())) {
            return Optional.of(creation.answer(sid, header));
        }
        if (header.isPresent()) {
            return Optional.of(SessionCreation.late(header.get()));
        }
        // §9.1: the highest rid, where that is news
        return window.last() > request.rid()
                ? Optional.of(new BodyWriter().attribute("ack", window.last()))
                : Optional.empty();
    }

    private boolean isCreation(BoshBody body) {
        return body.rid() == creation.rid();
    }

    // ---- ends

    private void enter(State next, long now, Duration longest) {
        state = next;
        stateEnds = now + longest.toNanos();
    }

    /** Tells the client that the stream is over, if a request is open. */
    private void finish() {
        if (window.open() > 0) {
            sayFarewell();
            closed();
        }
    }

    /** §13: the end on the oldest connection, nothing on the others. */
    private void sayFarewell() {
        boolean first = true;
        for (BoshRequest request : window.drain()) {
            byte[] body = first ? BodyWriter.terminate(farewell, buffer.take()) : BodyWriter.plain(List.of());
            outbound.add(() -> request.exchange().answer(200, body));
            first = false;
        }
    }

    /** A request breaks the rules: it gets the condition, the others learn that it was not they. */
    private void fail(Exchange culprit, BindingCondition condition, String reason) {
        log.atDebug()
                .addKeyValue("remote", creation.peer().address())
                .addKeyValue("reason", reason)
                .log("BOSH session terminated");
        Collection<BoshRequest> open = window.drain();
        open.removeIf(request -> request.exchange() == culprit);
        refuse(culprit, condition);
        open.forEach(request -> refuse(request.exchange(), OTHER_REQUEST));
        lose();
    }

    private void refuse(Exchange exchange, BindingCondition condition) {
        int status = creation.terms().isLegacy() ? condition.legacyStatus() : 200;
        outbound.add(() -> exchange.answer(status, BodyWriter.terminate(Optional.of(condition), List.of())));
    }

    /** Gives up the session and hands back to the stream what the client may not have. */
    private void lose() {
        List<Element> undelivered = new ArrayList<>(window.unreceived());
        buffer.take().forEach(payload -> undelivered.add(payload.element()));
        undelivered.removeIf(element -> !element.namespace().equals(Namespaces.CLIENT));
        inbound.resume();
        inbound.add(() -> input.lost(List.copyOf(undelivered)));
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
                        expire();
                    } else {
                        settle(now);
                    }
                }
                case ENDING -> {
                    if (now >= stateEnds) {
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

    /** §10: the client is gone. Requests that wait for an earlier one will not see it. */
    private void expire() {
        window.drain().forEach(request -> refuse(request.exchange(), ITEM_NOT_FOUND));
        lose();
    }

    private void arm() {
        switch (state) {
            case OPEN ->
                window.oldest()
                        .ifPresentOrElse(
                                oldest -> {
                                    if (oldest.taken()) {
                                        wakeup.at(oldest.answerBy());
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
                    farewell = Optional.of(INTERNAL_SERVER_ERROR);
                    sayFarewell();
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

    @Override
    public void open(ServerHeader header) {
        synchronized (lock) {
            // that of a restart brings nothing that the client does not have
            if (!opened) {
                opened = true;
                unsentHeader = Optional.of(header);
            }
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
                window.drain().forEach(request -> refuse(request.exchange(), POLICY_VIOLATION));
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
            boolean young = window.oldest().filter(r -> isCreation(r.body())).isPresent();
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
