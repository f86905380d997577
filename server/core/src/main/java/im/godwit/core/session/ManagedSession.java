package im.godwit.core.session;

import im.godwit.core.stream.HandledCount;
import im.godwit.core.stream.ManagedStreamSession;
import im.godwit.core.stream.Resumption;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamException;
import im.godwit.core.stream.StreamManagement;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session whose stanzas are counted (XEP-0198), over one stream after another. What comes from the client is handled
 * under a lock, so that a stream that takes over finds the count right: a stanza counts when all its effects are done.
 */
final class ManagedSession {
    /** How long a new stream waits for the old one to finish the stanza that it is handling. */
    private static final Duration FINISHING = Duration.ofSeconds(10);

    private static final StreamError REPLACED =
            StreamCondition.CONFLICT.error("another connection resumed this stream");

    private final BoundSession session;
    private final Resumptions resumptions;
    private final CountedWay way;
    private final Handled handled = new Handled();
    private final String id;
    private final Optional<Duration> resumable;
    // fair: a stream that takes over waits for the stanza in hand, not for all that its predecessor has read
    private final ReentrantLock inbound = new ReentrantLock(true);
    private final AtomicBoolean ended = new AtomicBoolean();
    private Attachment current;

    /**
     * Makes the managed side of a session.
     *
     * @param resumable how long the session waits for its client; none where it does not
     */
    ManagedSession(
            BoundSession session,
            SessionRules rules,
            Resumptions resumptions,
            SessionOutlet stream,
            Optional<Duration> resumable) {
        this.session = session;
        this.resumptions = resumptions;
        this.way = new CountedWay(rules, stream, this::end);
        this.id = rules.ids().get();
        this.resumable = resumable;
        this.current = new Attachment(stream);
    }

    /** How many stanzas of the client were handled; outlives the session, so it refers to nothing else. */
    static final class Handled {
        private volatile HandledCount count = HandledCount.ZERO;

        HandledCount count() {
            return count;
        }

        private void another() {
            count = count.plus(1); // only ever under the lock of what comes in
        }
    }

    /** Begins to count; {@code takeOver} makes {@link #way} the session's way. */
    ManagedStreamSession begin(Runnable takeOver) {
        way.begin(
                resumable.map(max -> StreamManagement.enabled(id, max)).orElseGet(StreamManagement::enabled), takeOver);
        return current;
    }

    CountedWay way() {
        return way;
    }

    String id() {
        return id;
    }

    Jid jid() {
        return session.jid();
    }

    Handled handled() {
        return handled;
    }

    boolean isResumable() {
        return resumable.isPresent();
    }

    /** Goes on with another stream of the same account (§5). */
    Resumption resume(SessionOutlet next, HandledCount clientHas) {
        Resumption resumption = takeOver(next, clientHas);
        if (resumption instanceof Resumption.Resumed) {
            session.resumed();
        }
        return resumption;
    }

    private Resumption takeOver(SessionOutlet next, HandledCount clientHas) {
        if (!enter()) {
            return new Resumption.Refused(Condition.RESOURCE_CONSTRAINT, Optional.empty());
        }
        try {
            CountedWay.Resumed resumed = way.resume(next, clientHas, StreamManagement.resumed(id, handled.count()));
            if (!resumed.done()) {
                return new Resumption.Refused(Condition.ITEM_NOT_FOUND, Optional.of(handled.count()));
            }
            current = new Attachment(next);
            session.releaseHeld(); // XEP-0352 §5.2: a resumed stream begins active
            resumed.old().ifPresent(old -> old.close(REPLACED)); // §5
            return new Resumption.Resumed(current);
        } finally {
            inbound.unlock();
        }
    }

    private boolean enter() {
        try {
            return inbound.tryLock(FINISHING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the session: others hear that it is gone, then what the client has not got goes elsewhere, in order. */
    void end() {
        session.end(this::endOnce);
    }

    private void endOnce() {
        if (!ended.compareAndSet(false, true)) {
            session.leave(); // whoever asks next may count on it, even if another thread is at work
            return;
        }
        session.releaseHeld();
        way.end();
        session.leave();
        way.drain(session::giveBack);
        resumptions.ended(this);
    }

    /** The session as one stream sees it; once another stream has taken over, it has no part in it any more. */
    private final class Attachment implements ManagedStreamSession {
        private final SessionOutlet stream;

        Attachment(SessionOutlet stream) {
            this.stream = stream;
        }

        @Override
        public Jid jid() {
            return session.jid();
        }

        @Override
        public void accept(Element stanza) {
            inbound.lock();
            try {
                if (current != this) {
                    throw new StreamException(REPLACED); // the client will send it again
                }
                session.accept(stanza);
                handled.another();
            } finally {
                inbound.unlock();
            }
        }

        @Override
        public HandledCount handled() {
            return handled.count();
        }

        @Override
        public void acknowledged(HandledCount count) {
            way.acknowledge(count, stream);
        }

        @Override
        public ManagedStreamSession enable(StreamManagement.Enable request) {
            throw new IllegalStateException("stream management is enabled");
        }

        @Override
        public void inactive() {
            inbound.lock();
            try {
                if (current == this) {
                    session.inactive();
                }
            } finally {
                inbound.unlock();
            }
        }

        @Override
        public void active() {
            session.active();
        }

        @Override
        public void closed() {
            if (isCurrent()) {
                end();
            }
        }

        @Override
        public void lost(List<Element> undelivered) {
            boolean over;
            Optional<List<Stanza>> waiting = Optional.empty();
            inbound.lock();
            try {
                over = current == this && resumable.isEmpty();
                if (current == this && resumable.isPresent()) {
                    session.releaseHeld(); // what was held back waits with the rest
                    waiting = way.detach(resumable.get(), ManagedSession.this::end);
                }
            } finally {
                inbound.unlock();
            }
            waiting.ifPresent(session::detached);
            if (over) {
                end();
            }
        }

        @Override
        public void undelivered(List<Element> stanzas) {
            // whatever the transport has is in the queue too
        }

        private boolean isCurrent() {
            inbound.lock();
            try {
                return current == this;
            } finally {
                inbound.unlock();
            }
        }
    }
}
