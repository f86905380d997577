package im.godwit.stanza;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * A presence stanza (RFC 6121 §4).
 *
 * @param element the whole stanza
 * @param from the sender
 * @param to the receiver; none for a broadcast
 * @param type its kind; {@link Type#AVAILABLE} is the absence of a type attribute
 */
public record Presence(Element element, Optional<Jid> from, Optional<Jid> to, Type type) implements Stanza {
    public static final Name NAME = new Name(Namespaces.CLIENT, "presence");

    /** RFC 6121 §4.7.1. */
    public enum Type {
        AVAILABLE,
        UNAVAILABLE,
        SUBSCRIBE,
        SUBSCRIBED,
        UNSUBSCRIBE,
        UNSUBSCRIBED,
        PROBE,
        ERROR;

        /** As written in the {@code type} attribute; nothing for {@link #AVAILABLE}. */
        public Optional<String> text() {
            return this == AVAILABLE ? Optional.empty() : Optional.of(name().toLowerCase(java.util.Locale.ROOT));
        }

        /** Whether this manages a subscription (RFC 6121 §3). */
        public boolean isSubscription() {
            return this == SUBSCRIBE || this == SUBSCRIBED || this == UNSUBSCRIBE || this == UNSUBSCRIBED;
        }
    }

    /**
     * Reads a presence.
     *
     * @throws StanzaException {@code bad-request} for an unknown type, {@code jid-malformed} for a bad address
     */
    public static Presence of(Element element) {
        return new Presence(element, Stanza.address(element, "from"), Stanza.address(element, "to"), typeOf(element));
    }

    /** Starts a presence; finish with {@link #of}. */
    public static ElementBuilder builder(Type type) {
        return Element.builder(NAME).attribute("type", type.text());
    }

    private static Type typeOf(Element element) {
        Optional<String> text = element.attribute("type");
        if (text.isEmpty()) {
            return Type.AVAILABLE;
        }
        return switch (text.get()) {
            case "unavailable" -> Type.UNAVAILABLE;
            case "subscribe" -> Type.SUBSCRIBE;
            case "subscribed" -> Type.SUBSCRIBED;
            case "unsubscribe" -> Type.UNSUBSCRIBE;
            case "unsubscribed" -> Type.UNSUBSCRIBED;
            case "probe" -> Type.PROBE;
            case "error" -> Type.ERROR;
            // RFC 6121 §4.7.1 lists all that may stand here
            default ->
                throw StanzaError.of(Condition.BAD_REQUEST, "unknown presence type")
                        .thrown();
        };
    }

    /** The priority, -128 to 127; 0 when absent or not such a number (RFC 6121 §4.7.2.3). */
    public int priority() {
        return element.child("priority")
                .map(p -> {
                    try {
                        int value = Integer.parseInt(p.text().strip());
                        return value >= -128 && value <= 127 ? value : 0;
                    } catch (NumberFormatException notANumber) {
                        return 0;
                    }
                })
                .orElse(0);
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Presence withFrom(Jid other) {
        return new Presence(element.withAttribute("from", other.toString()), Optional.of(other), to, type);
    }

    @Override
    public Presence withTo(Jid other) {
        return new Presence(element.withAttribute("to", other.toString()), from, Optional.of(other), type);
    }

    @Override
    public Presence shared() {
        return new Presence(element.shared(), from, to, type);
    }

    @Override
    public Presence withElement(Element other) {
        return of(other);
    }
}
