package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import im.godwit.plugin.Session;
import im.godwit.service.Operations;
import im.godwit.stanza.Presence;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who is online, and how (XEP-0133 §4.15 to §4.17): active is who has a client that is available and says neither that
 * its user is away nor since when (XEP-0319); idle are the others.
 */
record Population(Operations operations) {
    private static final Set<String> ABSENT = Set.of("away", "xa");
    private static final Name IDLE = new Name("urn:xmpp:idle:1", "idle");

    SortedSet<Jid> online() {
        SortedSet<Jid> online = new TreeSet<>();
        operations.sessions().forEach(session -> online.add(session.jid().bare()));
        return online;
    }

    SortedSet<Jid> active() {
        SortedSet<Jid> active = new TreeSet<>();
        operations.sessions().stream()
                .filter(Population::isActive)
                .forEach(session -> active.add(session.jid().bare()));
        return active;
    }

    SortedSet<Jid> idle() {
        SortedSet<Jid> idle = online();
        idle.removeAll(active());
        return idle;
    }

    private static boolean isActive(Session session) {
        return session.presence()
                .map(Presence::element)
                .filter(Population::isAttentive)
                .isPresent();
    }

    private static boolean isAttentive(Element presence) {
        boolean away = presence.child("show")
                .map(Element::text)
                .filter(ABSENT::contains)
                .isPresent();
        return !away && presence.child(IDLE).isEmpty();
    }
}
