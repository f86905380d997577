package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.fail;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Makes sessions available, and remembers what nobody took and which sessions ended. */
public final class KeepingPlugin implements Plugin {
    private final BlockingQueue<Message> kept = new LinkedBlockingQueue<>();
    private final BlockingQueue<Session> ended = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event.SessionDetached> detached = new LinkedBlockingQueue<>();
    private final BlockingQueue<Session> attended = new LinkedBlockingQueue<>();
    private Host host;

    @Override
    public void start(Host on) {
        host = on;
        host.outgoing(Phase.DELIVER, Presence.class, passage -> {
            if (passage.stanza().to().isPresent()) {
                return Verdict.pass();
            }
            passage.session().orElseThrow().presence(Optional.of(passage.stanza()));
            return Verdict.done();
        });
        host.incoming(Phase.FALLBACK, Message.class, passage -> {
            kept.add(passage.stanza());
            return Verdict.done();
        });
        host.on(Event.SessionUnbound.class, event -> ended.add(event.session()));
        host.on(Event.SessionDetached.class, detached::add);
        host.on(Event.SessionAttended.class, event -> attended.add(event.session()));
    }

    /** The next message that nobody took. */
    Message kept() {
        return next(kept);
    }

    /** How many messages nobody took, and the test has not looked at. */
    int left() {
        return kept.size();
    }

    /** The next session that ended; what it had not delivered may not be elsewhere yet. */
    Session ended() {
        return next(ended);
    }

    boolean hasEnded() {
        return !ended.isEmpty();
    }

    /** What was said of the next session that lost its stream. */
    Event.SessionDetached detached() {
        return next(detached);
    }

    /** The next session at which somebody is again. */
    Session attended() {
        return next(attended);
    }

    boolean wasAttended() {
        return !attended.isEmpty();
    }

    /** The sessions of an account. */
    Collection<Session> sessions(Jid account) {
        return host.sessions(account);
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(5, TimeUnit.SECONDS);
            return next == null ? fail("nothing of the kind happened") : next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
