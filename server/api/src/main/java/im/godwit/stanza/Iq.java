package im.godwit.stanza;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * An IQ stanza (RFC 6120 §8.2.3).
 *
 * @param element the whole stanza
 * @param from the sender
 * @param to the receiver; none means the sender's own account
 * @param type get, set, result or error
 */
public record Iq(Element element, Optional<Jid> from, Optional<Jid> to, Type type) implements Stanza {
    public static final Name NAME = new Name(Namespaces.CLIENT, "iq");

    /** RFC 6120 §8.2.3. */
    public enum Type {
        GET,
        SET,
        RESULT,
        ERROR;

        /** As written in the {@code type} attribute. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Reads an IQ and checks its shape.
     *
     * @throws StanzaException {@code bad-request} where RFC 6120 §8.2.3 is broken: no id, no or unknown type, a request
     *     without exactly one payload; {@code jid-malformed} for a bad address
     */
    public static Iq of(Element element) {
        Type type = typeOf(element);
        if (element.attribute("id").isEmpty()) {
            throw StanzaError.of(Condition.BAD_REQUEST, "an IQ needs an 'id'").thrown();
        }
        int payloads = element.elements().size();
        if ((type == Type.GET || type == Type.SET) && payloads != 1) {
            throw StanzaError.of(Condition.BAD_REQUEST, "an IQ request needs exactly one child element")
                    .thrown();
        }
        if (type == Type.RESULT && payloads > 1) {
            throw StanzaError.of(Condition.BAD_REQUEST, "an IQ result has at most one child element")
                    .thrown();
        }
        return new Iq(element, Stanza.address(element, "from"), Stanza.address(element, "to"), type);
    }

    /** Starts an IQ; finish with {@link #of}. */
    public static ElementBuilder builder(Type type, String id) {
        return Element.builder(NAME).attribute("type", type.text()).attribute("id", id);
    }

    private static Type typeOf(Element element) {
        return switch (element.attribute("type").orElse("")) {
            case "get" -> Type.GET;
            case "set" -> Type.SET;
            case "result" -> Type.RESULT;
            case "error" -> Type.ERROR;
            default ->
                throw StanzaError.of(Condition.BAD_REQUEST, "an IQ's type is get, set, result or error")
                        .thrown();
        };
    }

    /** Whether this asks for an answer: a get or a set. */
    public boolean isRequest() {
        return type == Type.GET || type == Type.SET;
    }

    /** The one payload of a request; that of a result or error, if any. */
    public Optional<Element> payload() {
        return element.firstChild();
    }

    /** The answer to this request: addresses swapped, id kept, with the payload if there is one. */
    public Iq resultReply(Optional<Element> payload) {
        ElementBuilder reply = Element.builder(NAME)
                .attribute("type", "result")
                .attribute("id", id())
                .attribute("from", element.attribute("to"))
                .attribute("to", element.attribute("from"));
        payload.ifPresent(reply::add);
        return new Iq(reply.build(), to, from, Type.RESULT);
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Iq withFrom(Jid other) {
        return new Iq(element.withAttribute("from", other.toString()), Optional.of(other), to, type);
    }

    @Override
    public Iq withTo(Jid other) {
        return new Iq(element.withAttribute("to", other.toString()), from, Optional.of(other), type);
    }

    @Override
    public Iq shared() {
        return new Iq(element.shared(), from, to, type);
    }

    @Override
    public Iq withElement(Element other) {
        return of(other);
    }
}
