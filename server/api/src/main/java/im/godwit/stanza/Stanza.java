package im.godwit.stanza;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;

/**
 * A message, presence or IQ: an element with its addresses and type read once. Immutable.
 *
 * <p>Inside the server every stanza is in {@code jabber:client}; a transport of another content namespace maps it.
 */
public sealed interface Stanza permits Message, Presence, Iq {
    /** The whole stanza as XML. Its {@code from} and {@code to} agree with {@link #from()} and {@link #to()}. */
    Element element();

    Optional<Jid> from();

    Optional<Jid> to();

    /** The {@code id} attribute; always there for an IQ (RFC 6120 §8.1.3). */
    default Optional<String> id() {
        return element().attribute("id");
    }

    /** Whether this is of type {@code error}. */
    boolean isError();

    /** The same stanza from another address. */
    Stanza withFrom(Jid from);

    /** The same stanza to another address. */
    Stanza withTo(Jid to);

    /** The same stanza for many receivers, written as XML once but for its attributes ({@link Element#shared}). */
    Stanza shared();

    /** The same stanza with other XML, whose name must be the same; for hooks that amend. */
    Stanza withElement(Element element);

    /** The stanza's error child, if any. */
    default Optional<Element> error() {
        return element().child("error");
    }

    /**
     * Reads a stanza.
     *
     * @param element an element named message, presence or iq
     * @throws StanzaException {@code jid-malformed} or {@code bad-request}, by RFC 6120 §8.1 and §8.2.3
     * @throws IllegalArgumentException if the element is no stanza at all
     */
    static Stanza of(Element element) {
        if (!element.namespace().equals(Namespaces.CLIENT)) {
            throw new IllegalArgumentException("not a stanza: " + element.name());
        }
        return switch (element.local()) {
            case "message" -> Message.of(element);
            case "presence" -> Presence.of(element);
            case "iq" -> Iq.of(element);
            default -> throw new IllegalArgumentException("not a stanza: " + element.name());
        };
    }

    /**
     * The error answer to this stanza: addresses swapped, id kept (RFC 6120 §8.3.1). That to a message says again what
     * the message said, so that its sender sees what was not delivered even where ids are not kept.
     *
     * @throws IllegalStateException if this is itself an error or an IQ result, which are never answered
     */
    default Stanza errorReply(StanzaError error) {
        if (isError() || this instanceof Iq iq && iq.type() == Iq.Type.RESULT) {
            throw new IllegalStateException("RFC 6120 section 8.3.1 forbids to answer an error or a result");
        }
        ElementBuilder reply = Element.builder(element().name())
                .attribute("type", "error")
                .attribute("id", id())
                .attribute("from", element().attribute("to"))
                .attribute("to", element().attribute("from"));
        if (error.subject().isPresent()) {
            reply.add(error.subject().get());
        } else if (this instanceof Message) {
            reply.addAll(payloads());
        }
        return of(reply.add(error.toElement()).build());
    }

    /** Whether an error may be sent in answer to this stanza (RFC 6120 §8.3.1). */
    default boolean mayBeAnswered() {
        return !isError() && !(this instanceof Iq iq && iq.type() == Iq.Type.RESULT);
    }

    /** Reads an address attribute. */
    static Optional<Jid> address(Element element, String attribute) {
        Optional<String> text = element.attribute(attribute);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jid.parse(text.get()));
        } catch (InvalidJidException malformed) {
            // RFC 6120 §8.3.3.8
            throw StanzaError.of(Condition.JID_MALFORMED, "'" + attribute + "': " + malformed.getMessage())
                    .thrown();
        }
    }

    /** The payload children: all child elements but the error. */
    default List<Element> payloads() {
        Name error = new Name(Namespaces.CLIENT, "error");
        return element().elements().stream().filter(e -> !e.is(error)).toList();
    }
}
