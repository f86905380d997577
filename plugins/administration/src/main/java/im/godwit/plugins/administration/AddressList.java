package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import java.util.Collection;
import java.util.Set;

/** One of the lists that administrators edit, in the database and in memory. Threads may share it. */
final class AddressList {
    /** What a list is of. */
    enum Kind {
        /** Administrators beside those of the configuration (XEP-0133 §4.29). */
        ADMINS
    }

    private final Database database;
    private final Jid domain;
    private final Kind kind;
    private volatile Set<Jid> addresses;

    /**
     * The list as it was left.
     *
     * @param database with the tables of {@link StandingMessages#MIGRATIONS}
     */
    AddressList(Database database, Jid domain, Kind kind) {
        this.database = database;
        this.domain = domain;
        this.kind = kind;
        this.addresses = Set.copyOf(database.read(sql -> sql.query(
                "SELECT address FROM administration_lists WHERE domain = ? AND kind = ?",
                row -> row.jid("address"),
                domain,
                kind)));
    }

    Set<Jid> addresses() {
        return addresses;
    }

    /** Replaces the list; durable and in force when this returns. */
    synchronized void set(Collection<Jid> wanted) {
        Set<Jid> all = Set.copyOf(wanted);
        database.write(sql -> {
            sql.update("DELETE FROM administration_lists WHERE domain = ? AND kind = ?", domain, kind);
            all.forEach(address -> sql.update(
                    "INSERT INTO administration_lists (domain, kind, address) VALUES (?, ?, ?)",
                    domain,
                    kind,
                    address));
            return all;
        });
        addresses = all;
    }

    /** Takes one address off the list, if it is there; durable and in force when this returns. */
    synchronized void remove(Jid address) {
        if (addresses.contains(address)) {
            set(addresses.stream().filter(other -> !other.equals(address)).toList());
        }
    }
}
