package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.plugin.Session;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.store.AccountLocks;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows by which nickname a session is in which room, and whether a message there speaks of it. For any thread. */
final class Rooms {
    /** More rooms than people are in; in further ones nobody is mentioned. */
    private static final int MAX_ROOMS = 200;

    private static final Session.Key<Map<Jid, String>> NICKNAMES =
            new Session.Key<>("nicknames in rooms", () -> Map.of());

    /** Two rooms may speak to a session at once. */
    private static final AccountLocks LOCKS = new AccountLocks();

    private static final Name MUC_USER = new Name("http://jabber.org/protocol/muc#user", "x");
    private static final Name STATUS = new Name(MUC_USER.namespace(), "status");
    private static final Name DELAY = new Name("urn:xmpp:delay", "delay");
    private static final Name REFERENCE = new Name("urn:xmpp:reference:0", "reference");
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    private Rooms() {}

    /** Whether a presence is a room's about the receiver itself (XEP-0045 §7.2.2: status 110). */
    static boolean isOwnPresence(Presence presence) {
        return presence.from().filter(Jid::isFull).isPresent()
                && presence.element()
                        .child(MUC_USER)
                        .filter(x -> x.elements(STATUS)
                                .anyMatch(status -> status.attribute("code")
                                        .filter("110"::equals)
                                        .isPresent()))
                        .isPresent();
    }

    /** Remembers by which nickname a session is in a room, or that it has left. */
    static void note(Session session, Presence own) {
        Jid occupant = own.from().orElseThrow();
        LOCKS.during(session.jid().bare(), () -> {
            Map<Jid, String> nicknames = new HashMap<>(session.get(NICKNAMES));
            if (own.type() == Presence.Type.UNAVAILABLE) {
                nicknames.remove(occupant.bare(), occupant.resource());
            } else if (nicknames.size() < MAX_ROOMS || nicknames.containsKey(occupant.bare())) {
                nicknames.put(occupant.bare(), occupant.resource());
            }
            session.set(NICKNAMES, Map.copyOf(nicknames));
            return nicknames.size();
        });
    }

    /** Whether a new message in a room speaks of the one whose session gets it. */
    static boolean isMention(Message message, Session session) {
        Optional<Jid> from = message.from().filter(Jid::isFull);
        Optional<String> nickname = from.map(occupant -> session.get(NICKNAMES).get(occupant.bare()));
        if (nickname.isEmpty() || message.element().child(DELAY).isPresent()) {
            return false; // the room says something, or something old (XEP-0045 §7.2.14)
        }
        boolean own = from.map(Jid::resource).equals(nickname);
        return !own
                && (message.element().elements(BODY).anyMatch(body -> hasWord(body.text(), nickname.get()))
                        || message.element().elements(REFERENCE).anyMatch(reference -> isTo(reference, session.jid())));
    }

    /** XEP-0372 §3.2: a mention of somebody by address. */
    private static boolean isTo(Element reference, Jid jid) {
        return reference.attribute("type").filter("mention"::equals).isPresent()
                && reference
                        .attribute("uri")
                        .filter(("xmpp:" + jid.bare())::equals)
                        .isPresent();
    }

    /** Whether a text has a word in it, and not only as a part of another. */
    static boolean hasWord(String text, String word) {
        String where = text.toLowerCase(Locale.ROOT);
        String what = word.toLowerCase(Locale.ROOT);
        for (int at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
            int end = at + what.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(where.codePointBefore(at));
            boolean ends = end == where.length() || !Character.isLetterOrDigit(where.codePointAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
