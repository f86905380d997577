package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.List;

/**
 * A component is connected; stanzas flow. A stanza that cannot be read is answered; one that claims another domain ends
 * the stream.
 *
 * @param stream the stream
 * @param component whose it is
 */
record ComponentOpen(Stream stream, ComponentHost component) implements StreamState {
    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.BAD_FORMAT.error("the stream is open already"));
    }

    @Override
    public StreamState onElement(Element element) {
        boolean stanza = element.namespace().equals(ComponentXml.NAMESPACE)
                && switch (element.local()) {
                    case "message", "presence", "iq" -> true;
                    default -> false;
                };
        if (!stanza) {
            throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error()); // RFC 6120 §4.9.3.24
        }
        checkAddresses(element);
        onStanza(ComponentXml.toClient(element));
        return this;
    }

    private void checkAddresses(Element element) {
        if (element.attribute("from").isEmpty() || element.attribute("to").isEmpty()) {
            // XEP-0114 §3: as between servers (RFC 6120 §4.9.3.7)
            throw new StreamException(
                    StreamCondition.IMPROPER_ADDRESSING.error("a component's stanza needs 'from' and 'to'"));
        }
        boolean own = element.attribute("from")
                .flatMap(Jid::tryParse)
                .filter(from -> from.domainJid().equals(component.domain()))
                .isPresent();
        if (!own) {
            // XEP-0114 §3, RFC 6120 §4.9.3.9
            throw new StreamException(
                    StreamCondition.INVALID_FROM.error("'from' must be an address at " + component.domain()));
        }
    }

    private void onStanza(Element element) {
        Stanza stanza;
        try {
            stanza = Stanza.of(element);
        } catch (StanzaException malformed) {
            answerMalformed(element, malformed.error());
            return;
        }
        component.accept(stanza);
    }

    /** RFC 6120 §8.3.1: errors and results are never answered, a malformed one neither. */
    private void answerMalformed(Element element, StanzaError error) {
        String type = element.attribute("type").orElse("");
        if (type.equals("error") || (element.local().equals("iq") && type.equals("result"))) {
            return;
        }
        stream.send(Element.builder(element.name())
                .attribute("type", "error")
                .attribute("id", element.attribute("id"))
                .attribute(
                        "from",
                        element.attribute("to")
                                .flatMap(Jid::tryParse)
                                .orElse(component.domain())
                                .toString())
                .attribute("to", element.attribute("from"))
                .add(error.toElement())
                .build());
    }

    @Override
    public Closed onClosed() {
        return onLost(List.of());
    }

    @Override
    public Closed onLost(List<Element> undelivered) {
        component.disconnect(stream);
        return Closed.WITHOUT_SESSION;
    }
}
