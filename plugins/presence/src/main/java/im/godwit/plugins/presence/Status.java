package im.godwit.plugins.presence;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions become available, change their presence and go (RFC 6121 §4.2, §4.4 to §4.6). */
final class Status {
    private final Host host;
    private final Rosters rosters;
    private final Announcer announcer;
    private final int maxDirected;

    Status(Host host, Rosters rosters, Announcer announcer, int maxDirected) {
        this.host = host;
        this.rosters = rosters;
        this.announcer = announcer;
        this.maxDirected = maxDirected;
    }

    /** A broadcast of available presence (§4.2.1, §4.4.1). */
    void available(Session session, Presence presence) {
        Jid account = session.jid().bare();
        boolean initial = session.presence().isEmpty();
        session.presence(Optional.of(presence));
        announcer.broadcast(account, presence);
        if (isOver(session)) {
            // another client took its resource meanwhile: its last word must not be that it is here
            session.presence(Optional.empty());
            announcer.broadcast(account, Announcer.gone(session));
            return;
        }
        if (initial) {
            welcome(session, account);
        }
        host.raise(new Event.SessionAvailable(session, presence, initial));
    }

    private boolean isOver(Session session) {
        return !host.sessions(session.jid().bare()).contains(session);
    }

    /** What a session gets to know when it becomes available. */
    private void welcome(Session session, Jid account) {
        for (Session other : announcer.available(account)) {
            if (other != session) {
                announcer.show(other, session.jid());
            }
        }
        for (Contact contact : rosters.contacts(account)) {
            if (contact.to() && mayBeThere(contact.jid())) {
                announcer.probe(session, contact.jid());
            }
            // §3.1.3: at each login, until it is answered
            contact.request()
                    .filter(request -> !announcer.isBlocked(account, contact.jid()))
                    .map(Presence::of)
                    .ifPresent(session::send);
        }
    }

    /** Whether a probe may find somebody; for a contact of this host that is offline it costs nothing to know. */
    private boolean mayBeThere(Jid contact) {
        return !contact.domain().equals(host.domain().domain())
                || !host.sessions(contact).isEmpty();
    }

    /** A broadcast of unavailable presence from a session that stays bound (§4.5.1). */
    void unavailable(Session session, Presence presence) {
        if (leave(session, presence)) {
            session.send(presence.withTo(session.jid().bare())); // §4.5.2: to the resource itself too
            host.raise(new Event.SessionUnavailable(session, presence));
        }
    }

    /** A session ended, with or without a word (§4.5.3). */
    void ended(Session session) {
        leave(session, Announcer.gone(session));
    }

    /** Tells all who saw the session (§4.5.2, §4.6.3); whether it was available at all. */
    private boolean leave(Session session, Presence presence) {
        Jid account = session.jid().bare();
        boolean wasAvailable = session.presence().isPresent();
        session.presence(Optional.empty());
        if (wasAvailable) {
            announcer.broadcast(account, presence);
        }
        List<Jid> directed = DirectedPresence.take(session);
        if (!directed.isEmpty()) {
            Set<Jid> told = wasAvailable ? subscribers(account) : Set.of();
            directed.stream()
                    .filter(address -> !told.contains(address))
                    .forEach(address -> announcer.tell(account, address, presence));
        }
        return wasAvailable;
    }

    private Set<Jid> subscribers(Jid account) {
        Set<Jid> subscribers = new HashSet<>();
        for (Contact contact : rosters.contacts(account)) {
            if (contact.from()) {
                subscribers.add(contact.jid());
            }
        }
        return subscribers;
    }

    /**
     * Presence to somebody in particular: remembers whom to tell when the session goes (§4.6.2).
     *
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} if they are too many
     */
    Verdict directed(Session session, Presence presence) {
        Jid to = presence.to().orElseThrow();
        DirectedPresence directed = DirectedPresence.of(session);
        if (presence.type() == Type.UNAVAILABLE) {
            directed.remove(to);
            return Verdict.pass();
        }
        if (!isToldAnyway(session.jid().bare(), to) && !directed.add(to, maxDirected)) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("presence was sent to " + maxDirected + " addresses already")
                    .thrown();
        }
        return isOver(session) ? Verdict.drop("the session is over") : Verdict.pass();
    }

    private boolean isToldAnyway(Jid account, Jid to) {
        return to.equals(account)
                || (to.isBare()
                        && rosters.contact(account, to).filter(Contact::from).isPresent());
    }
}
