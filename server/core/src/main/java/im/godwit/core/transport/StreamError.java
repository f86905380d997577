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
 * @param received the element of another server, where this is an error that is passed on from there
 */
public record StreamError(
        StreamCondition condition, Optional<String> text, Optional<Element> specific, Optional<Element> received) {
    /** The name of the element. */
    public static final Name NAME = new Name(Namespaces.STREAMS, "error");

    private static final Name TEXT = new Name(Namespaces.STREAM_ERRORS, "text");

    /** An error without an application-specific condition. */
    public StreamError(StreamCondition condition, Optional<String> text) {
        this(condition, text, Optional.empty(), Optional.empty());
    }

    /** The same error with an application-specific condition. */
    public StreamError with(Element condition) {
        return new StreamError(this.condition, text, Optional.of(condition), received);
    }

    /**
     * The error that another server sent. It is passed on as it came: with its texts, and with what its condition
     * holds, such as the address in {@code <see-other-host/>}.
     */
    public static StreamError received(Element element) {
        Optional<Element> specific = element.elements().stream()
                .filter(child -> !child.namespace().equals(Namespaces.STREAM_ERRORS))
                .findFirst();
        return new StreamError(
                condition(element), element.child(TEXT).map(Element::text), specific, Optional.of(element));
    }

    private static StreamCondition condition(Element error) {
        return error.elements().stream()
                .filter(child -> child.namespace().equals(Namespaces.STREAM_ERRORS))
                .flatMap(child -> StreamCondition.named(child.local()).stream())
                .findFirst()
                .orElse(StreamCondition.UNDEFINED_CONDITION);
    }

    /** The {@code <stream:error/>} element. */
    public Element toElement() {
        return received.orElseGet(this::written);
    }

    private Element written() {
        ElementBuilder error =
                Element.builder(NAME).add(Element.of(new Name(Namespaces.STREAM_ERRORS, condition.local())));
        text.ifPresent(t -> error.add(Element.builder(TEXT)
                .attribute(new Name(Name.XML, "lang"), "en")
                .text(t)
                .build()));
        specific.ifPresent(error::add); // §4.9.2: it comes last
        return error.build();
    }
}
