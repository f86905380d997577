package im.godwit.core.session;

import im.godwit.core.session.HeldBack.Held;
import im.godwit.plugin.Outcome;
import im.godwit.service.Deferral;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to a client that nobody looks at (XEP-0352): what may wait is held back until something comes that may not,
 * and leaves before it, so that the order stays. For any thread.
 */
final class DeferringWay implements Way {
    private final Deferral deferral;
    private final ReentrantLock lock = new ReentrantLock();
    private final HeldBack held = new HeldBack();
    private Way next;
    private boolean stopped;

    DeferringWay(Deferral deferral, Way next) {
        this.deferral = deferral;
        this.next = next;
    }

    @Override
    public boolean send(Element stanza, Outcome outcome) {
        lock.lock();
        try {
            if (stopped) {
                return next.send(stanza, outcome);
            }
            switch (deferral.of(Stanza.of(stanza)).orElse(Deferral.NOW)) {
                case Deferral.Now _ -> {
                    passAll();
                    return next.send(stanza, outcome);
                }
                case Deferral.Later _ -> held.add(new Held(stanza, outcome));
                case Deferral.Replacing replacing -> held.add(replacing.subject(), new Held(stanza, outcome));
            }
            if (held.isFull()) {
                passAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What was held back is of use to no other session: where this one is over, it is lost. */
    private void passAll() {
        for (Held stanza : held.take()) {
            if (!pass(stanza)) {
                stanza.outcome().lost();
            }
        }
    }

    private boolean pass(Held stanza) {
        return next.send(stanza.stanza(), stanza.outcome());
    }

    /** Goes on over another way. */
    void over(Way other) {
        lock.lock();
        try {
            next = other;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends what was held back, and holds nothing back any more.
     *
     * @return what could not be sent because the session is over
     */
    List<Held> stop() {
        lock.lock();
        try {
            stopped = true;
            List<Held> refused = new ArrayList<>();
            for (Held stanza : held.take()) {
                if (!pass(stanza)) {
                    refused.add(stanza);
                }
            }
            return refused;
        } finally {
            lock.unlock();
        }
    }
}
