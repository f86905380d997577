package im.godwit.plugins.carbons;

import im.godwit.jid.Jid;
import im.godwit.plugin.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sessions that enabled carbons, by account. Reading takes no lock, and finds nothing for most accounts. */
final class EnabledSessions {
    private final ConcurrentHashMap<Jid, Account> accounts = new ConcurrentHashMap<>();

    /** The account, if any of its sessions has carbons enabled. */
    Optional<Account> of(Jid account) {
        return Optional.ofNullable(accounts.get(account));
    }

    /** Enables carbons for a session, however often (§10.1). */
    void add(Session session) {
        accounts.compute(session.jid().bare(), (jid, present) -> {
            if (present == null) {
                return new Account(List.of(session), new Recent());
            }
            return present.sessions().contains(session)
                    ? present
                    : new Account(
                            Stream.concat(present.sessions().stream(), Stream.of(session))
                                    .toList(),
                            present.recent());
        });
    }

    /** Disables carbons for a session, however often (§10.1). */
    void remove(Session session) {
        accounts.computeIfPresent(session.jid().bare(), (jid, present) -> {
            List<Session> left =
                    present.sessions().stream().filter(s -> s != session).toList();
            return left.isEmpty() ? null : new Account(left, present.recent());
        });
    }
}
