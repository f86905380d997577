package im.godwit.core.session;

import im.godwit.core.stream.HandledCount;
import im.godwit.core.stream.Resumption;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamManagement;
import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of this process, by account. Reading takes no lock: each account's sessions are an immutable list that
 * is replaced when one comes or goes.
 */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** How long a new session waits for what its predecessors have not brought to their clients. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final ConcurrentHashMap<Jid, List<BoundSession>> byAccount = new ConcurrentHashMap<>();
    private final Resumptions resumptions = new Resumptions();
    private final Endings endings = new Endings();
    private final SessionRules rules;

    /** Makes an empty table. */
    public Sessions(SessionRules rules) {
        this.rules = rules;
    }

    /**
     * Binds a resource. A session that already has it is closed with {@code <conflict/>}: the newer one wins (RFC 6120
     * §7.7.2.2). Waits until what clients of the account had not got when their sessions ended is elsewhere.
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-request} for a malformed resource (§7.7.2.1),
     *     {@code resource-constraint} for one too many (§7.6.2.1)
     */
    public BoundSession bind(Jid account, Optional<String> resource, SessionOutlet outlet, SessionHome home) {
        return bind(account, resource, outlet, home, session -> {});
    }

    /**
     * Binds a resource for a session that is prepared before anybody can send to it.
     *
     * @see #bind(Jid, Optional, SessionOutlet, SessionHome)
     */
    public BoundSession bind(
            Jid account,
            Optional<String> resource,
            SessionOutlet outlet,
            SessionHome home,
            Consumer<BoundSession> preparation) {
        BoundSession session = new BoundSession(fullJid(account, resource), outlet, home, this);
        preparation.accept(session);
        try {
            enter(account, session);
        } catch (StanzaException refused) {
            session.unbind();
            throw refused;
        }
        return session;
    }

    private void enter(Jid account, BoundSession session) {
        Jid full = session.jid();
        Optional<BoundSession> replaced = find(full);
        replaced.ifPresent(old -> {
            old.close(StreamCondition.CONFLICT.error("another client took this resource"));
            old.unbind();
        });
        if (!endings.await(account, ENDING)) {
            log.atWarn().addKeyValue("jid", full).log("A new session may get older messages after newer ones");
        }
        byAccount.compute(account, (key, present) -> {
            if (present == null) {
                return List.of(session);
            }
            if (present.size() >= rules.maxPerAccount()) {
                throw Condition.RESOURCE_CONSTRAINT
                        .error("this account has " + rules.maxPerAccount() + " sessions already")
                        .thrown();
            }
            if (present.stream().anyMatch(s -> s.jid().equals(full))) {
                throw Condition.CONFLICT
                        .error("another client takes this resource now")
                        .thrown();
            }
            BoundSession[] more = present.toArray(new BoundSession[present.size() + 1]);
            more[present.size()] = session;
            return List.of(more);
        });
    }

    /** Makes the managed side of a session (XEP-0198 §3). */
    ManagedSession manage(BoundSession session, SessionOutlet stream, StreamManagement.Enable request) {
        Optional<Duration> resumable = request.resume()
                ? Optional.of(request.max()
                        .filter(wish -> wish.compareTo(rules.options().maxResumeTime()) < 0)
                        .or(() -> request.max().map(tooLong -> rules.options().maxResumeTime()))
                        .orElse(rules.options().resumeTime()))
                : Optional.empty();
        ManagedSession managed = new ManagedSession(session, rules, resumptions, stream, resumable);
        resumptions.add(managed);
        return managed;
    }

    /**
     * Resumes a session (XEP-0198 §5).
     *
     * @param mayResume whether who asks may resume a session of this account
     */
    public Resumption resume(Predicate<Jid> mayResume, String id, HandledCount handled, SessionOutlet outlet) {
        return resumptions.resume(mayResume, id, handled, outlet);
    }

    /**
     * Ends all sessions whose stanzas are counted, those too that wait for their clients, and waits until what the
     * clients had not got is elsewhere.
     *
     * @return how many were not done in time
     */
    public int endManaged(Duration patience) {
        return resumptions.endAll(patience);
    }

    /** Ends a session: what of its account is bound afterwards waits until this is done. */
    void end(BoundSession session, Runnable work) {
        endings.end(session.jid().bare(), work);
    }

    private Jid fullJid(Jid account, Optional<String> resource) {
        try {
            return account.withResource(resource.orElseGet(rules.ids()));
        } catch (InvalidJidException malformed) {
            throw Condition.BAD_REQUEST.error(malformed.getMessage()).thrown();
        }
    }

    /** Takes a session out; whether it was there. */
    boolean remove(BoundSession session) {
        boolean[] removed = {false};
        byAccount.computeIfPresent(session.jid().bare(), (account, present) -> {
            List<BoundSession> left = present.stream().filter(s -> s != session).toList();
            removed[0] = left.size() < present.size();
            return left.isEmpty() ? null : left;
        });
        return removed[0];
    }

    /** The sessions of an account, in the order in which they were bound. */
    public List<BoundSession> of(Jid account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** The sessions of all accounts of a domain. */
    public List<BoundSession> ofDomain(Jid domain) {
        return byAccount.entrySet().stream()
                .filter(entry -> entry.getKey().domainJid().equals(domain))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** The session of a full JID. */
    public Optional<BoundSession> find(Jid full) {
        for (BoundSession session : of(full.bare())) {
            if (session.jid().equals(full)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    /** How many sessions are bound. */
    public int count() {
        return byAccount.values().stream().mapToInt(Collection::size).sum();
    }
}
