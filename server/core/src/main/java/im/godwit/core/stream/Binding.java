package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * The client has authenticated and must bind a resource (RFC 6120 §7).
 *
 * @param stream the stream
 * @param host its domain
 * @param account who authenticated
 */
record Binding(Stream stream, StreamHost host, Jid account) implements StreamState {
    private static final Name BIND = new Name(Namespaces.BIND, "bind");
    private static final Name LEGACY_SESSION = new Name("urn:ietf:params:xml:ns:xmpp-session", "session");

    /** Sends the features of this state (§7.4), with the session of RFC 3921 that old clients look for. */
    static StreamState begin(Stream stream, StreamHost host, Jid account) {
        ElementBuilder features = Element.builder(Namespaces.STREAMS, "features")
                .add(Element.of(BIND))
                .add(Element.builder(LEGACY_SESSION).child("optional").build())
                .add(StreamManagement.FEATURE);
        stream.send(withCommon(features, stream, host));
        return new Binding(stream, host, account);
    }

    /**
     * The features of a stream whose resource was bound inline (XEP-0388 §2.6.1).
     *
     * @param counted whether stream management was enabled inline, too
     */
    static Element featuresOfSession(Stream stream, StreamHost host, boolean counted) {
        ElementBuilder features = Element.builder(Namespaces.STREAMS, "features");
        if (!counted) {
            features.add(StreamManagement.FEATURE);
        }
        return withCommon(features, stream, host);
    }

    private static Element withCommon(ElementBuilder features, Stream stream, StreamHost host) {
        return features.add(ClientState.FEATURE)
                .addAll(stream.transport().limits().feature().stream().toList())
                .addAll(host.features(Host.Moment.AFTER_AUTHENTICATION, stream.peer()))
                .build();
    }

    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("bind a resource first"));
    }

    @Override
    public StreamState onElement(Element element) {
        return switch (element.namespace()) {
            case Namespaces.CLIENT -> onStanza(element);
            case StreamManagement.NAMESPACE -> onManagement(element);
            case ClientState.NAMESPACE -> this; // nothing can be held back yet, and a session begins active
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        };
    }

    private StreamState onStanza(Element element) {
        if (!element.local().equals("iq")) {
            throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("bind a resource first")); // §7.1
        }
        try {
            return onIq((Iq) Stanza.of(element.withoutAttribute("from")));
        } catch (StanzaException refused) {
            stream.send(ErrorAnswer.to(element, refused.error()));
            return this;
        }
    }

    private StreamState onIq(Iq iq) {
        Element payload =
                iq.payload().orElseThrow(() -> Condition.BAD_REQUEST.error().thrown());
        if (iq.type() != Iq.Type.SET || !payload.is(BIND)) {
            throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("bind a resource first"));
        }
        // §7.7.1: an empty resource is none
        Optional<String> wanted = payload.child("resource").map(Element::text).filter(text -> !text.isEmpty());
        StreamSession session = host.bind(account, wanted, stream);
        stream.bound(session.jid());
        stream.send(iq.resultReply(Optional.of(Element.builder(BIND)
                        .child("jid", session.jid().toString())
                        .build()))
                .element());
        return new Open(stream, session);
    }

    private StreamState onManagement(Element element) {
        if (!element.local().equals("resume")) {
            return failed(
                    Condition.UNEXPECTED_REQUEST, Optional.empty()); // XEP-0198 §3: a resource must be bound first
        }
        Optional<String> id = element.attribute("previd");
        Optional<HandledCount> handled = StreamManagement.handled(element);
        if (id.isEmpty() || handled.isEmpty()) {
            return failed(Condition.BAD_REQUEST, Optional.empty());
        }
        return switch (host.resume(account, id.get(), handled.get(), stream)) {
            case Resumption.Resumed resumed -> {
                stream.bound(resumed.session().jid());
                yield new Open(stream, resumed.session());
            }
            case Resumption.Refused refused -> failed(refused.condition(), refused.handled());
        };
    }

    /** XEP-0198 §5: a resource may be bound all the same. */
    private StreamState failed(Condition condition, Optional<HandledCount> handled) {
        stream.send(StreamManagement.failed(condition, handled));
        return this;
    }
}
