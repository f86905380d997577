package im.godwit.stanza;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * A message stanza (RFC 6121 §5).
 *
 * @param element the whole stanza
 * @param from the sender; stamped by the server for stanzas of clients
 * @param to the receiver
 * @param type its kind
 */
public record Message(Element element, Optional<Jid> from, Optional<Jid> to, Type type) implements Stanza {
    public static final Name NAME = new Name(Namespaces.CLIENT, "message");

    /** RFC 6121 §5.2.2. */
    public enum Type {
        NORMAL,
        CHAT,
        GROUPCHAT,
        HEADLINE,
        ERROR;

        /** As written in the {@code type} attribute. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Reads a message.
     *
     * @throws StanzaException {@code jid-malformed} for a bad address
     */
    public static Message of(Element element) {
        return new Message(element, Stanza.address(element, "from"), Stanza.address(element, "to"), typeOf(element));
    }

    /** Starts a message; finish with {@link #of}. */
    public static ElementBuilder builder(Type type) {
        return Element.builder(NAME).attribute("type", type.text());
    }

    private static Type typeOf(Element element) {
        // RFC 6121 §5.2.2: an unknown or missing type is treated as "normal"
        return switch (element.attribute("type").orElse("normal")) {
            case "chat" -> Type.CHAT;
            case "groupchat" -> Type.GROUPCHAT;
            case "headline" -> Type.HEADLINE;
            case "error" -> Type.ERROR;
            default -> Type.NORMAL;
        };
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Message withFrom(Jid other) {
        return new Message(element.withAttribute("from", other.toString()), Optional.of(other), to, type);
    }

    @Override
    public Message withTo(Jid other) {
        return new Message(element.withAttribute("to", other.toString()), from, Optional.of(other), type);
    }

    @Override
    public Message shared() {
        return new Message(element.shared(), from, to, type);
    }

    @Override
    public Message withElement(Element other) {
        return of(other);
    }
}
