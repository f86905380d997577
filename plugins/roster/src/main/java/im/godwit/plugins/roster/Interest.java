package im.godwit.plugins.roster;

import im.godwit.plugin.Session;
import im.godwit.stanza.Iq;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session wants to know of its account's roster: nothing until it asked, every push since (RFC 6121 §2.2). While
 * an answer to it is on its way, pushes wait, so that none overtakes the answer. Guarded by the account's lock.
 */
final class Interest {
    static final Session.Key<Interest> KEY = new Session.Key<>("roster interest", Interest::new);

    private final List<Iq> waiting = new ArrayList<>();
    private boolean asked;
    private int answers;

    /** The session's own; made on first use. */
    static Interest of(Session session) {
        Interest interest = session.get(KEY);
        session.set(KEY, interest);
        return interest;
    }

    /** The session asked for the roster. */
    void ask() {
        asked = true;
    }

    boolean asked() {
        return asked;
    }

    /** An answer is being made: pushes wait. */
    void hold() {
        answers++;
    }

    /** The answer is on its way: what waited follows. */
    void release(Session session) {
        answers--;
        if (answers == 0) {
            waiting.forEach(session::send);
            waiting.clear();
        }
    }

    void push(Session session, Iq push) {
        if (!asked) {
            return;
        }
        if (answers > 0) {
            waiting.add(push);
        } else {
            session.send(push);
        }
    }
}
