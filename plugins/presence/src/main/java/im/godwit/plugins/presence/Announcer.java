package im.godwit.plugins.presence;

import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Blocklists;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sends the presence of an account's sessions to those who may see it. Routes, and so may block. */
final class Announcer {
    private final Host host;
    private final Rosters rosters;

    Announcer(Host host, Rosters rosters) {
        this.host = host;
        this.rosters = rosters;
    }

    /** The account's sessions that are available now. */
    List<Session> available(Jid account) {
        Collection<Session> all = host.sessions(account);
        return all.stream().filter(s -> s.presence().isPresent()).toList();
    }

    /** To all subscribers and to all available resources of the account itself (RFC 6121 §4.2.2, §4.4.2, §4.5.2). */
    void broadcast(Jid account, Presence presence) {
        List<Jid> subscribers = rosters.contacts(account).stream()
                .filter(Contact::from)
                .map(Contact::jid)
                .filter(contact -> !isBlocked(account, contact))
                .toList();
        host.broadcast(List.of(new Broadcast(presence, subscribers)));
        subscribers.forEach(contact -> takeBackIfBlocked(account, contact, presence));
        host.send(presence.withTo(account));
    }

    /** To one who may see it, unless the account blocks it (XEP-0191 §3.3). */
    void tell(Jid account, Jid to, Presence presence) {
        if (isBlocked(account, to)) {
            return;
        }
        host.send(presence.withTo(to));
        takeBackIfBlocked(account, to, presence);
    }

    /** Blocked meanwhile: the last word must not be that the session is here. */
    private void takeBackIfBlocked(Jid account, Jid to, Presence presence) {
        if (presence.type() == Type.AVAILABLE && isBlocked(account, to)) {
            host.send(plain(Type.UNAVAILABLE, presence.from().orElseThrow()).withTo(to));
        }
    }

    /** Whether nothing may be sent to an address for the account. */
    boolean isBlocked(Jid account, Jid other) {
        return host.find(Blocklists.class)
                .filter(lists -> lists.blocks(account, other))
                .isPresent();
    }

    /** Asks for a contact's presence; from the full JID, so that only this resource is answered (RFC 6121 §4.2.2). */
    void probe(Session session, Jid contact) {
        tell(session.jid().bare(), contact, plain(Type.PROBE, session.jid()));
    }

    /** The presence of every available session of the account, to one who may see it. */
    void show(Jid account, Jid to) {
        available(account).forEach(session -> show(session, to));
    }

    /**
     * A session's presence as it is now. The session may change it on another thread meanwhile: whoever is told the old
     * one here is told the new one too, so that it is the last.
     */
    void show(Session session, Jid to) {
        Optional<Presence> told = Optional.empty();
        Optional<Presence> now = session.presence();
        while (!now.equals(told)) {
            tell(session.jid().bare(), to, now.orElseGet(() -> gone(session)));
            told = now;
            now = session.presence();
        }
    }

    /** Unavailable presence of every available session of the account, to one who may see it no more. */
    void hide(Jid account, Jid from) {
        available(account).forEach(session -> tell(account, from, gone(session)));
    }

    /** What the server says for a session that is no longer available (§4.5.3). */
    static Presence gone(Session session) {
        return plain(Type.UNAVAILABLE, session.jid());
    }

    /** A presence with nothing in it, still without an address. */
    static Presence plain(Type type, Jid from) {
        return Presence.of(
                Presence.builder(type).attribute("from", from.toString()).build());
    }
}
