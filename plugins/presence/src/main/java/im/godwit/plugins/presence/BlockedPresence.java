package im.godwit.plugins.presence;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Blocklist;
import im.godwit.service.Blocklists;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Whom an account blocks sees it leave, and whom it blocks no more sees it come back (XEP-0191 §3.3, §3.4). */
final class BlockedPresence {
    private final Host host;
    private final Rosters rosters;
    private final Announcer announcer;

    BlockedPresence(Host host, Rosters rosters, Announcer announcer) {
        this.host = host;
        this.rosters = rosters;
        this.announcer = announcer;
    }

    void changed(Blocklists.Changed change) {
        Jid account = change.account();
        for (Jid address : subscribers(change)) {
            boolean before = change.before().covers(address);
            boolean after = change.after().covers(address);
            if (after && !before) {
                leave(account, address);
            } else if (before && !after) {
                announcer.show(account, address);
            }
        }
        for (Session session : host.sessions(account)) {
            DirectedPresence.take(session, change.after()::covers)
                    .forEach(address -> host.send(Announcer.gone(session).withTo(address)));
        }
        rosters.contacts(account).stream()
                .filter(Contact::to)
                .map(Contact::jid)
                .filter(jid -> change.before().covers(jid) && !change.after().covers(jid))
                .forEach(jid -> announcer.available(account).forEach(session -> announcer.probe(session, jid)));
    }

    /** Those who see the account's presence; their resources too where one of them is an item of its own. */
    private Set<Jid> subscribers(Blocklists.Changed change) {
        Set<Jid> subscribers = new LinkedHashSet<>();
        for (Contact contact : rosters.contacts(change.account())) {
            if (contact.from()) {
                subscribers.add(contact.jid());
                resources(change.before(), contact.jid()).forEach(subscribers::add);
                resources(change.after(), contact.jid()).forEach(subscribers::add);
            }
        }
        return subscribers;
    }

    private static Stream<Jid> resources(Blocklist list, Jid contact) {
        return list.items().stream().filter(item -> item.isFull() && item.sameBare(contact));
    }

    /** Unless another change has come in between. */
    private void leave(Jid account, Jid address) {
        if (announcer.isBlocked(account, address)) {
            announcer
                    .available(account)
                    .forEach(session -> host.send(Announcer.gone(session).withTo(address)));
        }
    }
}
