package im.godwit.core.transport;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * A stream error, after which the stream is closed (RFC 6120 §4.9).
 *
 * @param condition the defined condition
 * @param text a sentence for people, in English
 */
public record StreamError(StreamCondition condition, Optional<String> text) {
    /** The {@code <stream:error/>} element. */
    public Element toElement() {
        ElementBuilder error = Element.builder(Namespaces.STREAMS, "error")
                .add(Element.of(new Name(Namespaces.STREAM_ERRORS, condition.local())));
        text.ifPresent(t -> error.add(Element.builder(Namespaces.STREAM_ERRORS, "text")
                .attribute(new Name(Name.XML, "lang"), "en")
                .text(t)
                .build()));
        return error.build();
    }
}
