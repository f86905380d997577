package im.godwit.plugins.presence;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
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
        for (Contact contact : rosters.contacts(account)) {
            if (contact.from()) {
                host.send(presence.withTo(contact.jid()));
            }
        }
        host.send(presence.withTo(account));
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
            host.send(now.orElseGet(() -> gone(session)).withTo(to));
            told = now;
            now = session.presence();
        }
    }

    /** Unavailable presence of every available session of the account, to one who may see it no more. */
    void hide(Jid account, Jid from) {
        available(account).forEach(session -> host.send(gone(session).withTo(from)));
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
