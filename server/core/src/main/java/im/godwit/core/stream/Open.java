package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;

/**
 * A resource is bound; stanzas flow.
 *
 * @param stream the stream
 * @param session the bound session
 */
record Open(Stream stream, StreamSession session) implements StreamState {
    /** RFC 3921 §3, which RFC 6121 dropped: establishing a session does nothing. */
    static final Name LEGACY_SESSION = new Name("urn:ietf:params:xml:ns:xmpp-session", "session");

    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.BAD_FORMAT.error("the stream is open already"));
    }

    @Override
    public StreamState onElement(Element element) {
        if (!element.namespace().equals(Namespaces.CLIENT)) {
            throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error()); // RFC 6120 §4.9.3.24
        }
        switch (element.local()) {
            case "message", "presence" -> session.accept(element);
            case "iq" -> {
                if (!answerLegacySession(element)) {
                    session.accept(element);
                }
            }
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
        return this;
    }

    private boolean answerLegacySession(Element iq) {
        boolean asked = iq.attribute("type").filter("set"::equals).isPresent()
                && iq.attribute("id").isPresent()
                && iq.child(LEGACY_SESSION).isPresent();
        if (asked) {
            stream.send(Element.builder(iq.name())
                    .attribute("type", "result")
                    .attribute("id", iq.attribute("id"))
                    .build());
        }
        return asked;
    }

    @Override
    public Closed onClosed(List<Element> undelivered) {
        session.unbind();
        undelivered.forEach(session::undelivered);
        return new Closed(session::undelivered);
    }
}
