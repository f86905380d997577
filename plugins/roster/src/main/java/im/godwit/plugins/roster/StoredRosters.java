package im.godwit.plugins.roster;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.roster.Roster.Entry;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.store.AccountLocks;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The rosters of a host: in the database, those used last also in memory. One update of an account at a time, from the
 * read to the push, so that pushes come in the order of their versions.
 */
final class StoredRosters implements Rosters {
    private final Host host;
    private final RosterOptions options;
    private final RosterTables tables;
    private final RosterCache cache;
    private final AccountLocks locks = new AccountLocks();

    StoredRosters(Host host, RosterOptions options) {
        this.host = host;
        this.options = options;
        this.tables = new RosterTables(host.database(RosterTables.MIGRATIONS));
        this.cache = new RosterCache(options.cachedContacts());
    }

    @Override
    public Collection<Contact> contacts(Jid account) {
        return roster(account).entries().values().stream().map(Entry::contact).toList();
    }

    @Override
    public Optional<Contact> contact(Jid account, Jid contact) {
        return Optional.ofNullable(roster(account).entries().get(contact.bare()))
                .map(Entry::contact);
    }

    private Roster roster(Jid account) {
        return cache.get(account).orElseGet(() -> locks.during(account, () -> locked(account)));
    }

    /** The roster, to be called with the account's lock held. */
    private Roster locked(Jid account) {
        return cache.get(account).orElseGet(() -> {
            Roster loaded = tables.load(account.requireAccount());
            cache.put(account, loaded);
            return loaded;
        });
    }

    @Override
    public Change update(Jid account, Jid contact, UnaryOperator<Contact> edit, Consumer<Change> beforePush) {
        Change done = locks.during(account, () -> updated(account, contact, edit, beforePush));
        if (!done.before().equals(done.after())) {
            host.raise(new Changed(account, done.before(), done.after()));
        }
        return done;
    }

    private Change updated(Jid account, Jid contact, UnaryOperator<Contact> edit, Consumer<Change> beforePush) {
        Roster roster = locked(account);
        Contact before = roster.contact(contact.bare());
        Change change = new Change(before, edit.apply(before));
        boolean visible = change.isVisible();
        if (visible || !change.after().equals(before)) {
            requireRoom(roster, change);
            roster = numbered(roster).with(change.after(), visible);
            save(account, roster, change.after());
        }
        beforePush.accept(change);
        if (visible) {
            push(account, change.after(), roster.ver());
        }
        return change;
    }

    private void requireRoom(Roster roster, Change change) {
        Contact after = change.after();
        boolean full = after.listed()
                ? !change.before().listed() && roster.count(true) >= options.maxContacts()
                : change.before().isNone() && roster.count(false) >= options.maxRequests();
        if (full) {
            throw Condition.RESOURCE_CONSTRAINT.error("the roster is full").thrown();
        }
    }

    private Roster numbered(Roster roster) {
        return roster.epoch().isEmpty()
                ? new Roster(host.newId(), roster.version(), roster.removal(), roster.entries())
                : roster;
    }

    private void save(Jid account, Roster roster, Contact after) {
        cache.remove(account); // whatever becomes of the write, what is cached is what is stored
        tables.save(account, roster, after);
        cache.put(account, roster);
    }

    @Override
    public Collection<Session> interested(Jid account) {
        return host.sessions(account).stream()
                .filter(session -> session.get(Interest.KEY).asked())
                .toList();
    }

    /** RFC 6121 §2.1.6: to all who asked for the roster, without a {@code from}: it is of their own account. */
    private void push(Jid account, Contact contact, String ver) {
        for (Session session : interested(account)) {
            session.get(Interest.KEY).push(session, push(session, contact, ver));
        }
    }

    private Iq push(Session session, Contact contact, String ver) {
        return Iq.of(Iq.builder(Iq.Type.SET, host.newId())
                .attribute("to", session.jid().toString())
                .add(Element.builder(RosterItem.QUERY)
                        .attribute("ver", ver)
                        .add(contact.item())
                        .build())
                .build());
    }

    /**
     * Makes a session interested in its account's roster, and answers what it asked for. What is pushed from now on
     * waits until {@link #release}.
     *
     * @param known the version that the client has
     * @return the whole roster; nothing if the client has it, but for what will be pushed on release (§2.6.3)
     */
    Optional<Element> open(Session session, Optional<String> known) {
        Jid account = session.jid().bare();
        return locks.during(account, () -> {
            Roster roster = locked(account);
            Interest interest = Interest.of(session);
            interest.ask();
            interest.hold();
            Optional<List<Entry>> changes = known.flatMap(roster::since);
            if (changes.isEmpty()) {
                return Optional.of(whole(roster));
            }
            changes.get().stream()
                    .sorted(Comparator.comparing(Entry::version))
                    .map(entry -> push(session, entry.contact(), roster.ver(entry.version())))
                    .forEach(push -> interest.push(session, push));
            return Optional.empty();
        });
    }

    /** The whole roster of an account, for somebody who will not be told of changes. */
    Element whole(Jid account) {
        return whole(roster(account));
    }

    private static Element whole(Roster roster) {
        ElementBuilder query = Element.builder(RosterItem.QUERY).attribute("ver", roster.ver());
        roster.entries().values().stream()
                .map(Entry::contact)
                .filter(Contact::listed) // §2.1.2: a pending request alone is no item
                .forEach(contact -> query.add(contact.item()));
        return query.build();
    }

    /** The answer is on its way; what waited follows. */
    void release(Session session) {
        locks.during(session.jid().bare(), () -> {
            Interest interest = Interest.of(session);
            interest.release(session);
            return interest;
        });
    }

    /** Forgets an account's roster, and tells who was in it. */
    void forget(Jid account) {
        Roster roster = locks.during(account, () -> {
            Roster last = locked(account);
            cache.remove(account);
            tables.delete(account);
            return last;
        });
        roster.entries().values().forEach(entry -> host.raise(new Removed(account, entry.contact())));
    }
}
