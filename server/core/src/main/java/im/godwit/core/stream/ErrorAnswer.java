package im.godwit.core.stream;

import im.godwit.stanza.StanzaError;
import im.godwit.xml.Element;

/** The error answer to a stanza that is too malformed to be read as one (RFC 6120 §8.3.1). */
final class ErrorAnswer {
    private ErrorAnswer() {}

    static Element to(Element stanza, StanzaError error) {
        return Element.builder(stanza.name())
                .attribute("type", "error")
                .attribute("id", stanza.attribute("id"))
                .add(error.toElement())
                .build();
    }
}
