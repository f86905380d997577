package im.godwit.plugins.vcard;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.store.AccountLocks;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The vCards of a host; the hashes of photos of accounts that are logged in are also in memory. */
final class Cards {
    private final Host host;
    private final CardTables tables;
    private final ConcurrentHashMap<Jid, Optional<String>> photos = new ConcurrentHashMap<>();
    private final AccountLocks locks = new AccountLocks();

    Cards(Host host) {
        this.host = host;
        this.tables = new CardTables(host.database(CardTables.MIGRATIONS));
    }

    Forms find(Jid account) {
        return tables.forms(account).orElse(Forms.EMPTY);
    }

    /**
     * Changes a card, which is empty where there is none; durable when this returns.
     *
     * @param edit may refuse by throwing
     */
    Change change(Jid account, UnaryOperator<Forms> edit) {
        return locks.during(account, () -> {
            Forms before = find(account);
            Forms after = edit.apply(before);
            photos.remove(account); // whatever becomes of the write, what is held is what is stored
            if (after.isEmpty()) {
                tables.delete(account);
            } else {
                tables.save(account, after);
            }
            hold(account, after.card().hash());
            return new Change(before, after);
        });
    }

    /** A card before and after it was written. */
    record Change(Forms before, Forms after) {}

    /** The hash of the photo of an account that is logged in. */
    Optional<String> photo(Jid account) {
        return held(account)
                .orElseGet(() -> locks.during(
                        account, () -> held(account).orElseGet(() -> hold(account, tables.photo(account)))));
    }

    private Optional<Optional<String>> held(Jid account) {
        return Optional.ofNullable(photos.get(account));
    }

    private Optional<String> hold(Jid account, Optional<String> photo) {
        photos.put(account, photo);
        left(account); // who left meanwhile is not held on to
        return photo;
    }

    /** A session of the account is over. */
    void left(Jid account) {
        if (host.sessions(account).isEmpty()) {
            photos.remove(account);
        }
    }

    /** Forgets an account's card. */
    void forget(Jid account) {
        locks.during(account, () -> {
            photos.remove(account);
            tables.delete(account);
            return account;
        });
    }
}
