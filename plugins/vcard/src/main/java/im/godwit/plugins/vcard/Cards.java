package im.godwit.plugins.vcard;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.store.AccountLocks;
import im.godwit.xml.Element;
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

    Optional<Element> find(Jid account) {
        return tables.card(account);
    }

    /**
     * Replaces a card; durable when this returns.
     *
     * @return the hash of the photo in it until now
     */
    Optional<String> put(Jid account, Card card) {
        return locks.during(account, () -> {
            Optional<String> before = held(account).orElseGet(() -> tables.photo(account));
            replaced(account, card);
            return before;
        });
    }

    /**
     * Changes a card, which is empty where there is none; durable when this returns.
     *
     * @param edit may refuse by throwing
     */
    void change(Jid account, UnaryOperator<Card> edit) {
        locks.during(account, () -> replaced(account, edit.apply(before(account))));
    }

    private Card before(Jid account) {
        return new Card(tables.card(account).orElseGet(() -> Element.of(Card.NAME)));
    }

    private Optional<String> replaced(Jid account, Card card) {
        photos.remove(account); // whatever becomes of the write, what is held is what is stored
        if (card.isEmpty()) {
            tables.delete(account);
        } else {
            tables.save(account, card);
        }
        return hold(account, card.hash());
    }

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
