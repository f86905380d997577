package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Blocklist;
import im.godwit.service.Blocklists;
import im.godwit.service.DomainBlocklist;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.store.AccountLocks;
import im.godwit.xml.Element;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The lists of a host: in the database, those in use also in memory. One change of an account at a time, from the read
 * to the push, so that the last push tells how the list is.
 */
final class StoredBlocklists implements Blocklists {
    private static final Session.Key<Boolean> INTERESTED = new Session.Key<>("asked for the blocklist", () -> false);

    private final Host host;
    private final int maxItems;
    private final BlocklistTables tables;
    private final BlocklistCache cache;
    private final AccountLocks locks = new AccountLocks();
    private final DomainBlocklist domain;

    StoredBlocklists(Host host, BlockingOptions options) {
        this.host = host;
        this.maxItems = options.maxItems();
        this.tables = new BlocklistTables(host.database(BlocklistTables.MIGRATIONS));
        this.cache = new BlocklistCache(options.cached());
        this.domain = new StoredDomainBlocklist(host, tables, this);
    }

    /** The list of the whole host. */
    DomainBlocklist domain() {
        return domain;
    }

    @Override
    public boolean blocks(Jid account, Jid other) {
        return bars(account, Optional.of(other)) || Blocklists.super.blocks(account, other);
    }

    /** Whether the host wants no communication with an address; an account may always talk with itself. */
    boolean bars(Jid account, Optional<Jid> other) {
        Blocklist barred = domain.get();
        return !barred.items().isEmpty()
                && other.filter(jid -> barred.covers(jid) && !jid.sameBare(account))
                        .isPresent();
    }

    @Override
    public Blocklist of(Jid account) {
        return cache.get(account).orElseGet(() -> locks.during(account, () -> locked(account)));
    }

    /** The list, to be called with the account's lock held. */
    private Blocklist locked(Jid account) {
        return cache.get(account).orElseGet(() -> {
            Blocklist loaded = tables.load(account.requireAccount());
            cache.put(account, loaded);
            return loaded;
        });
    }

    /**
     * Adds addresses.
     *
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} if the list gets too long
     */
    Changed block(Jid account, Collection<Jid> items) {
        Element push = BlockCommand.element(BlockCommand.BLOCK, items);
        return change(account, push, list -> {
            list.addAll(items);
            if (list.size() > maxItems) {
                throw Condition.RESOURCE_CONSTRAINT
                        .error("you may block " + maxItems + " addresses")
                        .thrown();
            }
        });
    }

    /** Takes addresses out, those that are not there too. */
    Changed unblock(Jid account, Collection<Jid> items) {
        return change(account, BlockCommand.element(BlockCommand.UNBLOCK, items), list -> list.removeAll(items));
    }

    /** Empties the list. */
    Changed unblockAll(Jid account) {
        return change(account, BlockCommand.element(BlockCommand.UNBLOCK, List.of()), Set::clear);
    }

    private Changed change(Jid account, Element push, Consumer<Set<Jid>> edit) {
        return locks.during(account, () -> {
            Blocklist before = locked(account);
            Set<Jid> items = new HashSet<>(before.items());
            edit.accept(items);
            Blocklist after = new Blocklist(items);
            if (!after.equals(before)) {
                save(account, before, after);
            }
            push(account, push);
            return new Changed(account, before, after);
        });
    }

    private void save(Jid account, Blocklist before, Blocklist after) {
        cache.remove(account); // whatever becomes of the write, what is cached is what is stored
        tables.change(account, without(after, before), without(before, after));
        cache.put(account, after);
    }

    private static List<Jid> without(Blocklist list, Blocklist other) {
        return list.items().stream()
                .filter(item -> !other.items().contains(item))
                .sorted()
                .toList();
    }

    /** §3.3 to §3.5: to all sessions that asked for the list. */
    private void push(Jid account, Element payload) {
        for (Session session : host.sessions(account)) {
            if (session.get(INTERESTED)) {
                push(session, payload);
            }
        }
    }

    private void push(Session session, Element payload) {
        session.send(Iq.of(Iq.builder(Iq.Type.SET, host.newId())
                .attribute("to", session.jid().toString())
                .add(payload)
                .build()));
    }

    /** The list for a session that wants to hear of changes from now on; {@link #catchUp} follows the answer. */
    Blocklist open(Session session) {
        session.set(INTERESTED, true);
        return of(session.jid().bare());
    }

    /** Pushes what changed while the answer with this list was on its way, since those pushes may have overtaken it. */
    void catchUp(Session session, Blocklist answered) {
        Jid account = session.jid().bare();
        locks.during(account, () -> {
            Blocklist now = locked(account);
            List<Jid> added = without(now, answered);
            List<Jid> removed = without(answered, now);
            if (!added.isEmpty()) {
                push(session, BlockCommand.element(BlockCommand.BLOCK, added));
            }
            if (!removed.isEmpty()) {
                push(session, BlockCommand.element(BlockCommand.UNBLOCK, removed));
            }
            return now;
        });
    }

    /** Forgets an account's list. */
    void forget(Jid account) {
        locks.during(account, () -> {
            cache.remove(account);
            tables.delete(account);
            return account;
        });
    }
}
