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
 * @param specific an application-specific condition (§4.9.4)
 */
public record StreamError(StreamCondition condition, Optional<String> text, Optional<Element> specific) {
    /** An error without an application-specific condition. */
    public StreamError(StreamCondition condition, Optional<String> text) {
        this(condition, text, Optional.empty());
    }

    /** The same error with an application-specific condition. */
    public StreamError with(Element condition) {
        return new StreamError(this.condition, text, Optional.of(condition));
    }

    /** The {@code <stream:error/>} element. */
    public Element toElement() {
        ElementBuilder error = Element.builder(Namespaces.STREAMS, "error")
                .add(Element.of(new Name(Namespaces.STREAM_ERRORS, condition.local())));
        text.ifPresent(t -> error.add(Element.builder(Namespaces.STREAM_ERRORS, "text")
                .attribute(new Name(Name.XML, "lang"), "en")
                .text(t)
                .build()));
        specific.ifPresent(error::add); // §4.9.2: it comes last
        return error.build();
    }
}
