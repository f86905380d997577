package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;

/**
 * A resource is bound; stanzas flow.
 *
 * @param stream the stream
 * @param session the bound session
 * @param managed the same session once its stanzas are counted (XEP-0198)
 */
record Open(Stream stream, StreamSession session, Optional<ManagedStreamSession> managed) implements StreamState {
    Open(Stream stream, StreamSession session) {
        this(stream, session, Optional.empty());
    }

    Open(Stream stream, ManagedStreamSession session) {
        this(stream, session, Optional.of(session));
    }

    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.BAD_FORMAT.error("the stream is open already"));
    }

    @Override
    public StreamState onElement(Element element) {
        return switch (element.namespace()) {
            case Namespaces.CLIENT -> onStanza(element);
            case StreamManagement.NAMESPACE -> onManagement(element);
            case ClientState.NAMESPACE -> {
                ClientState.indicate(element, session);
                yield this;
            }
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error()); // §4.9.3.24
        };
    }

    private StreamState onStanza(Element element) {
        switch (element.local()) {
            case "message", "presence", "iq" -> session.accept(element);
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
        return this;
    }

    private StreamState onManagement(Element element) {
        switch (element.local()) {
            case "enable" -> {
                return onEnable(element);
            }
            // a stanza that came before this one was handled before this one is looked at
            case "r" -> managed.ifPresentOrElse(this::acknowledge, this::unexpected);
            case "a" -> managed.ifPresentOrElse(session -> onAcknowledgement(session, element), this::unexpected);
            case "resume" -> unexpected(); // XEP-0198 §5: before a resource is bound
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
        return this;
    }

    private StreamState onEnable(Element element) {
        if (managed.isPresent()) {
            unexpected();
            throw new StreamException(
                    StreamCondition.POLICY_VIOLATION.error("stream management is enabled once")); // XEP-0198 §3
        }
        Optional<StreamManagement.Enable> request = StreamManagement.enable(element);
        if (request.isEmpty()) {
            stream.send(StreamManagement.failed(Condition.BAD_REQUEST, Optional.empty()));
            return this;
        }
        return new Open(stream, session.enable(request.get()));
    }

    private void onAcknowledgement(ManagedStreamSession counted, Element element) {
        counted.acknowledged(StreamManagement.handled(element)
                .orElseThrow(() -> new StreamException(
                        StreamCondition.BAD_FORMAT.error("an acknowledgement needs 'h', an unsigned number"))));
    }

    private void acknowledge(ManagedStreamSession counted) {
        stream.send(StreamManagement.acknowledgement(counted.handled()));
    }

    private void unexpected() {
        stream.send(StreamManagement.failed(Condition.UNEXPECTED_REQUEST, Optional.empty()));
    }

    /** XEP-0198 §4: so that the client does not send again what was handled. */
    @Override
    public void beforeClose() {
        managed.ifPresent(this::acknowledge);
    }

    @Override
    public Closed onClosed() {
        session.closed();
        return new Closed(session::undelivered);
    }

    @Override
    public Closed onLost(List<Element> undelivered) {
        session.lost(undelivered);
        return new Closed(session::undelivered);
    }
}
