package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.plugin.Implements;
import im.godwit.service.AnonymousAccounts;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of visitors who have none, each for as long as its session. Plugins may keep something for them on disk;
 * so their names are there too, and a server that was killed forgets at its next start what it could not before.
 * Threads may share it.
 */
@Implements(value = "XEP-0175", version = "1.2")
@Implements(value = "RFC 4505")
public final class AnonymousLogins implements AnonymousAccounts {
    /** The table; run before this is used. */
    public static final Migrations MIGRATIONS =
            Migrations.of("anonymous", AnonymousLogins.class, "001-create-anonymous-accounts.sql");

    private static final Logger log = LoggerFactory.getLogger(AnonymousLogins.class);

    private final Database database;
    private final Map<Jid, AnonymousLimits> domains;
    private final Consumer<Jid> deleted;
    private final Map<Jid, Visitor> visitors = new ConcurrentHashMap<>();

    /**
     * Somebody's time here.
     *
     * @param network where it came from
     * @param phase how far it has come
     */
    private record Visitor(String network, Phase phase) {}

    private enum Phase {
        /** Has authenticated. */
        ADMITTED,
        /** Has bound a resource, or does so: something may be kept for it. */
        KEPT,
        /** Is being forgotten. */
        LEAVING
    }

    /**
     * Makes it, without anybody.
     *
     * @param domains the limits of the domains
     * @param deleted has everybody forget an account, as one that was removed
     */
    public AnonymousLogins(Database database, Map<Jid, AnonymousLimits> domains, Consumer<Jid> deleted) {
        this.database = database;
        this.domains = Map.copyOf(domains);
        this.deleted = deleted;
    }

    /** Whether a domain lets visitors in. */
    boolean isOffered(Jid domain) {
        return limits(domain).accounts() > 0;
    }

    private AnonymousLimits limits(Jid domain) {
        return domains.getOrDefault(domain, AnonymousLimits.NOBODY);
    }

    /** Makes an account that nobody has had before, a UUID (XEP-0175 §2); none if there are too many. */
    synchronized Optional<Jid> admit(Jid domain, InetAddress from) {
        String network = Networks.of(from);
        long here = visitors.keySet().stream()
                .filter(account -> account.domainJid().equals(domain))
                .count();
        long near = visitors.values().stream()
                .filter(visitor -> visitor.network().equals(network))
                .count();
        if (here >= limits(domain).accounts() || near >= limits(domain).perAddress()) {
            return Optional.empty();
        }
        Jid account = Jid.of(UUID.randomUUID().toString(), domain.domain());
        visitors.put(account, new Visitor(network, Phase.ADMITTED));
        return Optional.of(account);
    }

    @Override
    public boolean contains(Jid account) {
        return visitors.containsKey(account);
    }

    /** Whether this is one that has not begun to end. */
    public boolean isPresent(Jid account) {
        Visitor visitor = visitors.get(account);
        return visitor != null && visitor.phase() != Phase.LEAVING;
    }

    /** A session of it begins, if it is one: from now on something may be kept. Durable when this returns. */
    public void keep(Jid account) {
        if (moves(account, Phase.ADMITTED, Phase.KEPT)) {
            database.write(sql -> sql.update("INSERT INTO anonymous_accounts (account) VALUES (?)", account));
        }
    }

    /** It has no session any more, if it is one: it ends, and all that was kept for it is forgotten. */
    public void end(Jid account) {
        if (moves(account, Phase.KEPT, Phase.LEAVING)) {
            forget(account);
        } else if (moves(account, Phase.ADMITTED, Phase.LEAVING)) {
            visitors.remove(account);
        }
    }

    private boolean moves(Jid account, Phase from, Phase to) {
        Visitor visitor = visitors.get(account);
        return visitor != null
                && visitor.phase() == from
                && visitors.replace(account, visitor, new Visitor(visitor.network(), to));
    }

    /** Forgets those who were here when the server was killed. */
    public void forgetFormer() {
        for (Jid account :
                database.read(sql -> sql.query("SELECT account FROM anonymous_accounts", row -> row.jid("account")))) {
            visitors.put(account, new Visitor("", Phase.LEAVING));
            forget(account);
        }
    }

    private void forget(Jid account) {
        try {
            deleted.accept(account);
            database.write(sql -> sql.update("DELETE FROM anonymous_accounts WHERE account = ?", account));
        } catch (RuntimeException failed) {
            log.atError().addKeyValue("jid", account).setCause(failed).log("What was kept is forgotten at next start");
        } finally {
            visitors.remove(account);
        }
    }
}
