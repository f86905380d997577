package im.godwit.plugins.carbons;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Set;

/** The rules that say which messages are copied (§6.1), errors aside: those depend on what they answer. */
final class Eligibility {
    private static final Name PRIVATE = new Name(CarbonsPlugin.NAMESPACE, "private");
    private static final Name NO_COPY = new Name("urn:xmpp:hints", "no-copy");
    private static final Name BODY = new Name(Message.NAME.namespace(), "body");
    private static final Name ROOM = new Name("http://jabber.org/protocol/muc#user", "x");
    private static final Name INVITE = new Name(ROOM.namespace(), "invite");
    private static final Name DIRECT_INVITATION = new Name("jabber:x:conference", "x");

    /** What instant messaging sends beside text: receipts (XEP-0184), chat states (XEP-0085), markers (XEP-0333). */
    private static final Set<String> CHATTING =
            Set.of("urn:xmpp:receipts", "http://jabber.org/protocol/chatstates", "urn:xmpp:chat-markers:0");

    private Eligibility() {}

    static boolean of(Message message, Direction direction) {
        Element element = message.element();
        boolean kept =
                element.child(PRIVATE).isPresent() || element.child(NO_COPY).isPresent(); // §9, XEP-0334 §4.3
        return !kept
                && switch (message.type()) {
                    case CHAT -> !isFromOccupant(message, direction);
                    case NORMAL, HEADLINE ->
                        !isFromOccupant(message, direction) && isInstantMessage(message, direction);
                    case GROUPCHAT, ERROR -> false;
                };
    }

    private static boolean isInstantMessage(Message message, Direction direction) {
        Element element = message.element();
        return (message.type() == Message.Type.NORMAL && element.child(BODY).isPresent())
                || element.child(DIRECT_INVITATION).isPresent()
                || isInvitation(element)
                || isToOccupant(message, direction)
                || element.elements().stream().anyMatch(child -> CHATTING.contains(child.namespace()));
    }

    private static boolean isInvitation(Element element) {
        return element.child(ROOM).flatMap(room -> room.child(INVITE)).isPresent();
    }

    /** A private message to somebody in a room. */
    private static boolean isToOccupant(Message message, Direction direction) {
        return direction == Direction.SENT && isPrivateInRoom(message, direction);
    }

    /** A private message from somebody in a room: the room sends it to all of the user's devices that are there. */
    private static boolean isFromOccupant(Message message, Direction direction) {
        return direction == Direction.RECEIVED
                && isPrivateInRoom(message, direction)
                && !isInvitation(message.element());
    }

    private static boolean isPrivateInRoom(Message message, Direction direction) {
        return message.element().child(ROOM).isPresent()
                && direction.peer(message).filter(Jid::isFull).isPresent();
    }
}
