package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;
import static im.godwit.gateway.BindingCondition.INTERNAL_SERVER_ERROR;
import static im.godwit.gateway.BindingCondition.ITEM_NOT_FOUND;
import static im.godwit.gateway.BindingCondition.POLICY_VIOLATION;

import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamLimits;
import im.godwit.core.transport.Timers;
import im.godwit.plugin.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One BOSH session (XEP-0124), which carries one stream or several (§16). It lives until the last of them is over, its
 * client is silent for too long, or the client breaks the rules.
 *
 * <p>May be used from any thread; none ever waits. State changes under a lock; the streams and the HTTP exchanges are
 * called without it, each in order. A request is answered only when the streams have taken what it brought, so that a
 * stream that cannot keep up slows the client down: no more than {@code requests} bodies wait.
 */
final class BoshSession {
    private static final Logger log = LoggerFactory.getLogger(BoshSession.class);

    /** How long the answer to a request that opens a stream waits for the stream's features (XEP-0206 §4). */
    private static final Duration FEATURES_WAIT = Duration.ofSeconds(2);

    /** More bytes than a client's {@code <body/>} takes without its content. */
    private static final int ENVELOPE = 1024;

    private final String sid;
    private final SessionCreation creation;
    private final BoshOptions options;
    private final Timers timers;
    private final StreamAcceptor acceptor;
    private final Tokens tokens;
    private final Admission admission;
    private final Consumer<BoshSession> whenClosed;
    private final Relay outbound = new Relay();

    private final Object lock = new Object();
    private final SessionStreams streams = new SessionStreams();
    private final RequestWindow window;
    private final Activity activity;
    private final Answers answers;
    private final Inactivity inactivity;
    private final Wakeup wakeup;
    private boolean closed;

    /**
     * Makes the session; {@link #receive} must get the creation request next.
     *
     * @param admission its place among those of its client's address
     * @param whenClosed told once that the session is over
     */
    BoshSession(
            SessionCreation creation,
            BoshOptions options,
            Timers timers,
            StreamAcceptor acceptor,
            Tokens tokens,
            Admission admission,
            Consumer<BoshSession> whenClosed) {
        this.creation = creation;
        this.options = options;
        this.timers = timers;
        this.acceptor = acceptor;
        this.tokens = tokens;
        this.admission = admission;
        this.whenClosed = whenClosed;
        sid = tokens.next();
        SessionTerms terms = creation.terms();
        window = new RequestWindow(terms.requests(), creation.request().rid(), creation.acknowledges());
        activity = new Activity(terms);
        answers = new Answers(sid, creation, window, activity, streams, outbound);
        inactivity = new Inactivity(terms.inactivityTime());
        wakeup = new Wakeup(timers, this::wake);
    }

    String sid() {
        return sid;
    }

    Peer peer() {
        return creation.peer();
    }

    /** A stanza must leave room for the body around it. When a client is idle is a matter of BOSH (§10). */
    StreamLimits limits() {
        synchronized (lock) {
            return new StreamLimits(OptionalLong.of(largestBody() - ENVELOPE), OptionalLong.empty());
        }
    }

    long now() {
        return timers.nanos();
    }

    /** How many requests wait for their answer. */
    int held() {
        synchronized (lock) {
            return window.open();
        }
    }

    /** Takes a request with this session's id. */
    void receive(BoshBody body, Exchange exchange) {
        attempt(exchange, () -> admit(body, exchange));
    }

    /** Takes a request with this session's id that cannot be understood. */
    void receiveMalformed(BindingException fault, Exchange exchange) {
        attempt(exchange, () -> {
            throw fault;
        });
    }

    private void attempt(Exchange exchange, Runnable step) {
        synchronized (lock) {
            if (closed) {
                answers.refuse(exchange, ITEM_NOT_FOUND);
            } else {
                try {
                    step.run();
                } catch (BindingException e) {
                    fail(exchange, e);
                }
                arm();
            }
        }
        run();
    }

    /** Ends the session because the gateway stops: tells the client, where a request is open, and the streams. */
    void shutDown() {
        change(() -> {
            answers.terminate(Farewell.ofShutdown(options.seeOther()), streams.only());
            lose();
        });
    }

    // ---- requests

    private int largestBody() {
        return streams.any(BoshStream::isAuthenticated) ? options.bodySize() : options.bodySizeBeforeLogin();
    }

    private void admit(BoshBody body, Exchange exchange) {
        if (body.size() > largestBody()) {
            throw new BindingException(POLICY_VIOLATION, "the request is too large");
        }
        switch (window.place(body)) {
            case RequestWindow.Place.New() -> take(body, exchange);
            case RequestWindow.Place.Repeated(BoshRequest request) -> {
                checkRepetition(body, request.body().attribute("key"));
                // §14.3: the older connection gets a recoverable error, the newer one the answer
                answers.send(request.moveTo(exchange), BodyWriter.recoverable());
            }
            case RequestWindow.Place.Answered(Answer answer) -> {
                checkRepetition(body, answer.key());
                inactivity.renew(now());
                answers.send(exchange, answer.body());
            }
            // §14.2, §14.3: the same error whether too high or too low
            case RequestWindow.Place.Outside() -> throw new BindingException(ITEM_NOT_FOUND, "rid outside the window");
        }
    }

    private void checkRepetition(BoshBody body, Optional<String> key) {
        if (!key.equals(body.attribute("key"))) {
            throw new BindingException(ITEM_NOT_FOUND, "a repeated request without the right key");
        }
        if (activity.repeatsTooOften()) {
            throw new BindingException(POLICY_VIOLATION, "too many repetitions");
        }
    }

    private void take(BoshBody body, Exchange exchange) {
        long now = now();
        if (activity.exceeds(body, now, window.open())) {
            throw new BindingException(POLICY_VIOLATION, "too many or too frequent requests");
        }
        Duration wait = switch (body.kind()) {
            case CREATION, OPENING -> FEATURES_WAIT;
            case RESTART, PAUSE, TERMINATION, EXCHANGE -> creation.terms().waitTime();
        };
        for (BoshRequest ready : window.add(new BoshRequest(body, exchange, now + wait.toNanos()))) {
            inactivity.end();
            try {
                forward(ready, now);
            } catch (BindingException e) {
                fail(ready.exchange(), e);
                return;
            }
        }
        settle(now);
    }

    /** Does what the next request in order asks for. */
    private void forward(BoshRequest request, long now) {
        BoshBody body = request.body();
        if (!creation.acceptsKey(body)) {
            throw new BindingException(ITEM_NOT_FOUND, "wrong key"); // §15.4: not processed
        }
        creation.acknowledged(body).ifPresent(rid -> answers.acknowledged(rid, now));
        switch (body.kind()) {
            case CREATION, OPENING -> open(request);
            case RESTART -> restart(request);
            case PAUSE -> {
                pause(request);
                forwardPayload(request);
            }
            case TERMINATION -> {
                forwardPayload(request);
                streams.addressed(body).forEach(stream -> stream.end(request, now));
            }
            case EXCHANGE -> forwardPayload(request);
        }
        request.markForwarded();
    }

    private void forwardPayload(BoshRequest request) {
        if (!request.body().payload().isEmpty()) { // §16.4: without any, the name of a stream means nothing
            streams.addressed(request.body()).forEach(stream -> stream.payload(request));
        }
    }

    private void open(BoshRequest request) {
        long open = streams.remaining().count();
        BoshStream stream = new BoshStream(tokens.next(), new StreamOpening(request.body()), this, options);
        streams.add(stream);
        answers.release(request.rid() - 1); // the name is told at once
        if (open < options.maxStreams()) {
            stream.begin(request, acceptor);
        } else {
            // BOSH has no such condition, but the protocol inside it has
            stream.finish(Optional.of(StreamCondition.RESOURCE_CONSTRAINT.error()));
        }
    }

    private void restart(BoshRequest request) {
        List<BoshStream> addressed = streams.addressed(request.body());
        List<BoshStream> due =
                addressed.stream().filter(BoshStream::expectsRestart).toList();
        if (due.isEmpty() && addressed.stream().anyMatch(BoshStream::isOpen)) {
            throw new BindingException(BAD_REQUEST, "no restart is due");
        }
        due.forEach(stream -> stream.restart(request));
    }

    private void pause(BoshRequest request) {
        int seconds = request.body().number("pause").orElse(0);
        if (seconds > creation.terms().maxPause()) {
            throw new BindingException(POLICY_VIOLATION, "the pause is too long"); // §10
        }
        inactivity.pause(Duration.ofSeconds(seconds));
        answers.release(request.rid());
    }

    // ---- for the streams

    /** Changes a stream under the session's lock, unless the session is over, and does what follows from it. */
    void change(Runnable step) {
        synchronized (lock) {
            if (!closed) {
                step.run();
                settle(now());
                arm();
            }
        }
        run();
    }

    /** Whether much waits for the client to ask for it. */
    boolean isCongested(BoshStream stream) {
        synchronized (lock) {
            return stream.isCongested();
        }
    }

    /** Tells a stream something that does not wait for what comes from the client; in a {@link #change}. */
    void tell(Runnable news) {
        outbound.add(news);
    }

    /** The client proved on a stream who it is. */
    void authenticated(BoshStream stream) {
        change(() -> {
            stream.markAuthenticated();
            admission.authenticated();
        });
    }

    /** More waits than may; in a {@link #change}. */
    void overflow() {
        answers.refuseAll(POLICY_VIOLATION);
        lose();
    }

    /** Answers what can be answered, and sees whether the client is there. */
    private void settle(long now) {
        boolean again = true;
        while (again && !closed) {
            again = finish() || answers.answerNext(now);
        }
        if (!closed && window.held() == 0) {
            inactivity.begin(now);
        }
    }

    // ---- ends

    /** Tells the client that the last stream is over, if a request is open. */
    private boolean finish() {
        Optional<BoshStream> last = streams.lastClosing().filter(_ -> window.open() > 0);
        last.ifPresent(stream -> {
            answers.terminate(stream.farewell(), last);
            stream.close();
            closed();
        });
        return last.isPresent();
    }

    private void fail(Exchange culprit, BindingException fault) {
        log.atDebug()
                .addKeyValue("remote", peer().address())
                .addKeyValue("reason", fault.getMessage())
                .log("BOSH session terminated");
        answers.refuseAllFor(culprit, fault.condition());
        lose();
    }

    /** Gives up the session and hands back to the streams what the client may not have. */
    private void lose() {
        streams.remaining().forEach(stream -> stream.lose(answers.undelivered(stream)));
        closed();
    }

    private void closed() {
        closed = true;
        wakeup.cancel();
        admission.leave();
        whenClosed.accept(this);
    }

    // ---- time

    private void wake() {
        change(() -> {
            long now = now();
            wakeup.fired();
            OptionalLong end = inactivity.deadline();
            if (end.isPresent() && now >= end.getAsLong()) {
                answers.refuseAll(ITEM_NOT_FOUND); // those that wait for an earlier one, which will not come
                lose(); // §10: the client is gone
                return;
            }
            streams.remaining().forEach(stream -> stream.giveUpWaiting(now));
            if (streams.areForsaken(now)) {
                lose();
            }
        });
    }

    private void arm() {
        if (closed) {
            return;
        }
        window.oldest()
                .ifPresentOrElse(
                        oldest -> {
                            if (oldest.taken()) {
                                wakeup.at(answers.nextLook(oldest, now()));
                            }
                        },
                        () -> inactivity.deadline().ifPresent(wakeup::at));
        streams.deadline().ifPresent(wakeup::at);
    }

    /** Calls the streams and the exchanges with what was decided; never under the lock. */
    void run() {
        streams.all().forEach(this::run);
        outbound.run();
    }

    private void run(BoshStream stream) {
        try {
            stream.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("remote", peer().address()).log("The stream failed to take input");
            change(() -> {
                stream.discardInput();
                answers.terminate(Farewell.of(INTERNAL_SERVER_ERROR), streams.only());
                lose();
            });
        }
    }
}
