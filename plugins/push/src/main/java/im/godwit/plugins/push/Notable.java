package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Set;

/** Which stanzas people want to hear of when they are away: text, readable or not, invitations and calls. */
final class Notable {
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    /** Encrypted text, invitations to rooms, and calls that ring. */
    private static final Set<Name> TELLING = Set.of(
            new Name("urn:xmpp:openpgp:0", "openpgp"), // XEP-0373
            new Name("jabber:x:encrypted", "x"), // XEP-0027
            new Name("jabber:x:conference", "x"), // XEP-0249
            new Name("urn:xmpp:jingle-message:0", "propose"), // XEP-0353
            new Name("urn:xmpp:call-invites:0", "invite")); // XEP-0482

    /** XEP-0384: what has no payload only exchanges keys. */
    private static final Set<Name> OMEMO =
            Set.of(new Name("urn:xmpp:omemo:2", "encrypted"), new Name("eu.siacs.conversations.axolotl", "encrypted"));

    private static final Name JINGLE = new Name("urn:xmpp:jingle:1", "jingle");

    private static final Name MUC_USER = new Name("http://jabber.org/protocol/muc#user", "x");

    private Notable() {}

    /** Whether a message between two accounts, or from a service, is for people. Not for messages of rooms. */
    static boolean isConversation(Message message, Jid account) {
        return switch (message.type()) {
            case NORMAL, CHAT -> !isOwn(message, account) && isForPeople(message.element());
            case GROUPCHAT, HEADLINE, ERROR -> false;
        };
    }

    /** XEP-0166 §6.2: whether somebody begins a session, such as a call. */
    static boolean isCall(Iq iq, Jid account) {
        return iq.type() == Iq.Type.SET
                && !isOwn(iq, account)
                && iq.payload()
                        .filter(payload -> payload.is(JINGLE))
                        .flatMap(jingle -> jingle.attribute("action"))
                        .filter("session-initiate"::equals)
                        .isPresent();
    }

    private static boolean isOwn(Stanza stanza, Jid account) {
        return stanza.from().filter(account::sameBare).isPresent();
    }

    /** Whether it says something to people. */
    static boolean isForPeople(Element message) {
        return message.elements().stream().anyMatch(Notable::tells);
    }

    private static boolean tells(Element child) {
        Name name = child.name();
        if (name.equals(BODY)) {
            return !child.text().isEmpty();
        }
        if (OMEMO.contains(name)) {
            return child.child("payload").isPresent();
        }
        // XEP-0045 §7.8.2: an invitation that the room passes on
        return TELLING.contains(name)
                || (name.equals(MUC_USER) && child.child("invite").isPresent());
    }
}
