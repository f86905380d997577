package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What accounts have missed, of those that missed something last. It is lost with the process and counts anew then. For
 * any thread.
 */
final class Missed {
    /** So many accounts; the one that missed nothing for the longest time begins anew. */
    private static final int MAX_ACCOUNTS = 10_000;

    /** So many messages of an account are known again; it may hear twice of one before them. */
    private static final int MAX_KNOWN = 200;

    private static final Name STANZA_ID = new Name("urn:xmpp:sid:0", "stanza-id");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Jid, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Tally> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    private static final class Tally {
        private final Set<String> known = new HashSet<>();
        private Summary summary = Summary.NOTHING;
        private boolean told;
    }

    /**
     * Adds a message, or a call or a request for presence, which is news but not counted; what waited in a session and
     * goes elsewhere now is added once.
     *
     * @return whether it is new
     */
    boolean add(Jid account, Stanza stanza) {
        lock.lock();
        try {
            Tally tally = tallies.computeIfAbsent(account, first -> new Tally());
            Optional<String> identity = identity(account, stanza);
            if (identity.filter(tally.known::contains).isPresent()) {
                return false;
            }
            if (tally.known.size() < MAX_KNOWN) {
                identity.ifPresent(tally.known::add);
            }
            if (stanza instanceof Message message) {
                tally.summary = new Summary(
                        tally.summary.messages() + 1,
                        message.from(),
                        message.element().child("body").map(Element::text).filter(text -> !text.isEmpty()),
                        0);
            }
            tally.told = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** By its id in the account's archive (XEP-0359), or the one that its sender gave it. */
    private static Optional<String> identity(Jid account, Stanza stanza) {
        Optional<String> archived = stanza.element()
                .elements(STANZA_ID)
                .filter(id ->
                        id.attribute("by").filter(account.toString()::equals).isPresent())
                .findFirst()
                .flatMap(id -> id.attribute("id"));
        return archived.or(() -> stanza.element()
                .attribute("id")
                .map(id -> id + " " + stanza.from().map(Jid::toString).orElse("")));
    }

    /** What an account has missed, if it has missed more since this was asked last. */
    Optional<Summary> take(Jid account) {
        lock.lock();
        try {
            Tally tally = tallies.get(account);
            if (tally == null || tally.told) {
                return Optional.empty();
            }
            tally.told = true;
            return Optional.of(tally.summary);
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #take} would give something. */
    boolean hasNews(Jid account) {
        lock.lock();
        try {
            Tally tally = tallies.get(account);
            return tally != null && !tally.told;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody is there. */
    void clear(Jid account) {
        lock.lock();
        try {
            tallies.remove(account);
        } finally {
            lock.unlock();
        }
    }
}
