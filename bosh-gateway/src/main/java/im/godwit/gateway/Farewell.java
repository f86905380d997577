package im.godwit.gateway;

import im.godwit.core.transport.StreamError;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a client is told at the end of a session or of a stream in it (XEP-0124 §13, §16.6, §17.2).
 *
 * @param condition why it ends; none where it ends in peace
 * @param content what the condition needs to be understood, which comes after the last stanzas
 */
record Farewell(Optional<BindingCondition> condition, List<Payload> content) {
    static final Farewell IN_PEACE = new Farewell(Optional.empty(), List.of());

    static Farewell of(BindingCondition condition) {
        return new Farewell(Optional.of(condition), List.of());
    }

    /**
     * What tells a client of a stream error.
     *
     * @param creating whether the stream is still being opened
     * @param seeOther where clients are sent when the gateway goes
     */
    static Farewell of(StreamError error, boolean creating, Optional<URI> seeOther) {
        BindingCondition condition = BindingCondition.of(error, creating);
        return switch (condition) {
            case REMOTE_STREAM_ERROR -> ofRemote(error); // XEP-0206 §6
            case SYSTEM_SHUTDOWN -> ofShutdown(seeOther);
            default -> of(condition);
        };
    }

    /** The gateway goes. */
    static Farewell ofShutdown(Optional<URI> seeOther) {
        return seeOther.map(Farewell::seeOther).orElseGet(() -> of(BindingCondition.SYSTEM_SHUTDOWN));
    }

    /** The client finds this service at another URI. */
    static Farewell seeOther(URI uri) {
        // §17.2: the URI is a child of the body in the body's own namespace
        Element child = Element.of(new Name(BoshBody.HTTPBIND, "uri"), uri.toString());
        return new Farewell(Optional.of(BindingCondition.SEE_OTHER_URI), List.of(Payload.of(child)));
    }

    /** The error of the stream says it. */
    static Farewell ofRemote(StreamError error) {
        return new Farewell(Optional.of(BindingCondition.REMOTE_STREAM_ERROR), List.of(Payload.of(error.toElement())));
    }
}
