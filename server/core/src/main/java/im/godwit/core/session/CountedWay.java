package im.godwit.core.session;

import im.godwit.core.stream.HandledCount;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamException;
import im.godwit.core.stream.StreamManagement;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.Timers;
import im.godwit.core.xml.ElementSize;
import im.godwit.plugin.Outcome;
import im.godwit.plugin.Peer;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The way to a client that counts stanzas (XEP-0198): keeps each until it is acknowledged, from stream to stream.
 *
 * <pre>
 * ATTACHED ◀──detach, resume──▶ DETACHED
 *     └────────end─────▶ ENDING ◀───┘
 *                          └──drained──▶ ENDED
 * </pre>
 *
 * <p>For any thread. One lock keeps the order of the queue and that of the stream the same; nothing that is done under
 * it waits.
 */
final class CountedWay implements Way {
    /** After so long without a request a client that owes an acknowledgement is asked for it. */
    private static final Duration ASKING = Duration.ofSeconds(5);

    private enum State {
        ATTACHED,
        DETACHED,
        /** What comes now is behind what is being given back. */
        ENDING,
        ENDED
    }

    private final SessionRules rules;
    private final Runnable overflow;
    private final ReentrantLock lock = new ReentrantLock();
    private final UnacknowledgedQueue queue = new UnacknowledgedQueue();
    private AckRequests requests = new AckRequests();
    private volatile State state = State.ATTACHED; // changed under the lock
    private volatile SessionOutlet stream;
    private Optional<Timers.Timer> timer = Optional.empty();

    /**
     * Makes a way that counts from the call of {@link #begin}.
     *
     * @param overflow ends the session because its client acknowledges too little
     */
    CountedWay(SessionRules rules, SessionOutlet stream, Runnable overflow) {
        this.rules = rules;
        this.stream = stream;
        this.overflow = overflow;
    }

    /** Tells the client that counting begins; nobody else can send while {@code takeOver} makes this the way. */
    void begin(Element enabled, Runnable takeOver) {
        lock.lock();
        try {
            takeOver.run();
            stream.send(enabled);
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a stream. */
    boolean isAttached() {
        return state == State.ATTACHED;
    }

    Peer peer() {
        return stream.peer();
    }

    @Override
    public boolean send(Element stanza, Outcome outcome) {
        lock.lock();
        try {
            if (isOver() && isAnswer(stanza)) {
                // to a request that ended the session, such as to remove the account: it is for that stream or nobody
                stream.send(stanza);
                return true;
            }
            if (state == State.ENDED || (state == State.ENDING && queue.isOver(rules.options()))) {
                return false;
            }
            queue.add(new Unacknowledged(
                    stanza, ElementSize.of(stanza), rules.clock().instant(), outcome));
            if (state == State.ATTACHED) {
                pump();
            }
            if (state != State.ENDING && queue.isOver(rules.options())) {
                giveUp();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        return state == State.ENDING || state == State.ENDED;
    }

    private static boolean isAnswer(Element stanza) {
        return stanza.is(Iq.NAME)
                && stanza.attribute("type")
                        .filter(type -> type.equals("result") || type.equals("error"))
                        .isPresent();
    }

    private void pump() {
        for (Optional<Unacknowledged> next = queue.next(); next.isPresent(); next = queue.next()) {
            stream.send(next.get().element());
            requests.written(next.get().bytes());
        }
        if (requests.isDue()) {
            ask();
        }
        if (timer.isEmpty() && !queue.isEmpty()) {
            timer = Optional.of(rules.timers().after(ASKING, this::look));
        }
    }

    private void ask() {
        requests.asked(rules.timers().nanos());
        stream.send(StreamManagement.request());
    }

    /** The client owes too much: somebody else goes on with its stanzas. */
    private void giveUp() {
        if (state == State.ATTACHED) {
            stream.close(StreamCondition.POLICY_VIOLATION.error("too many stanzas were not acknowledged"));
        }
        end();
        Thread.startVirtualThread(overflow);
    }

    /** Some time has passed since stanzas were sent. */
    private void look() {
        lock.lock();
        try {
            timer = Optional.empty();
            if (state != State.ATTACHED || queue.isEmpty()) {
                return;
            }
            if (!requests.isOpen()) {
                ask();
            } else if (requests.openFor(rules.timers().nanos())
                    >= rules.options().ackTime().toNanos()) {
                stream.close(StreamCondition.CONNECTION_TIMEOUT.error("stanzas were not acknowledged in time"));
            }
            timer = Optional.of(rules.timers().after(ASKING, this::look));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The client says on a stream of its what it has.
     *
     * @throws StreamException if it cannot have got so much
     */
    void acknowledge(HandledCount handled, SessionOutlet on) {
        List<Unacknowledged> taken;
        lock.lock();
        try {
            if (state != State.ATTACHED || on != stream) {
                return; // it has said it, or will say it, on another stream
            }
            check(handled);
            taken = queue.acknowledge(handled);
            requests.answered();
            pump();
        } finally {
            lock.unlock();
        }
        taken.forEach(stanza -> stanza.outcome().taken());
    }

    private void check(HandledCount handled) {
        if (!queue.isPossible(handled)) {
            throw new StreamException(StreamManagement.tooHigh(handled, queue.sent())); // XEP-0198 §6
        }
    }

    /**
     * The stream is gone; stanzas wait for another, which must come in time.
     *
     * @return the stanzas that wait; nothing has happened if the session did not have a stream
     */
    Optional<List<Stanza>> detach(Duration patience, Runnable late) {
        lock.lock();
        try {
            if (state != State.ATTACHED) {
                return Optional.empty();
            }
            cancelTimer();
            state = State.DETACHED;
            timer = Optional.of(rules.timers().after(patience, () -> expire(late)));
            return Optional.of(unacknowledged());
        } finally {
            lock.unlock();
        }
    }

    private List<Stanza> unacknowledged() {
        return queue.snapshot().stanzas().stream()
                .map(Unacknowledged::element)
                .map(Stanza::of)
                .toList();
    }

    private void expire(Runnable late) {
        lock.lock();
        try {
            if (state != State.DETACHED) {
                return; // it came back in the last moment
            }
            end();
        } finally {
            lock.unlock();
        }
        late.run();
    }

    /**
     * Goes on with another stream (XEP-0198 §5): sends {@code resumed} and all that the client has not got.
     *
     * @return the stream until now, if it was not gone; nothing has happened if the session is over
     * @throws StreamException if the client cannot have got so much; nothing has happened then
     */
    Resumed resume(SessionOutlet next, HandledCount handled, Element resumed) {
        List<Unacknowledged> taken;
        Optional<SessionOutlet> old;
        lock.lock();
        try {
            if (isOver()) {
                return new Resumed(false, Optional.empty());
            }
            check(handled);
            old = state == State.ATTACHED ? Optional.of(stream) : Optional.empty();
            cancelTimer();
            state = State.ATTACHED;
            stream = next;
            requests = new AckRequests();
            stream.send(resumed);
            taken = queue.acknowledge(handled);
            queue.rewind();
            pump();
            if (!queue.isEmpty() && !requests.isOpen()) {
                ask();
            }
        } finally {
            lock.unlock();
        }
        taken.forEach(stanza -> stanza.outcome().taken());
        return new Resumed(true, old);
    }

    /**
     * What became of {@link #resume}.
     *
     * @param done whether the session goes on
     * @param old the stream that it had until then
     */
    record Resumed(boolean done, Optional<SessionOutlet> old) {}

    /** Closes the stream, if there is one. */
    void close(StreamError error) {
        lock.lock();
        try {
            if (state != State.DETACHED) {
                stream.close(error);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The session ends: what comes from now on waits for {@link #drain}. */
    void end() {
        lock.lock();
        try {
            if (state != State.ENDED) {
                cancelTimer();
                state = State.ENDING;
            }
        } finally {
            lock.unlock();
        }
    }

    private void cancelTimer() {
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.empty();
    }

    /** Gives back all that the client has not acknowledged, in order, until nothing more comes. */
    void drain(Consumer<Unacknowledged> taker) {
        for (List<Unacknowledged> left = left(); !left.isEmpty(); left = left()) {
            left.forEach(taker);
        }
    }

    private List<Unacknowledged> left() {
        lock.lock();
        try {
            List<Unacknowledged> left = queue.take();
            if (left.isEmpty()) {
                state = State.ENDED;
            }
            return left;
        } finally {
            lock.unlock();
        }
    }
}
