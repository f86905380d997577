package im.godwit.stanza;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * A stanza error (RFC 6120 §8.3).
 *
 * @param condition the defined condition
 * @param type what the sender may do about it
 * @param text a sentence for people, in English
 * @param detail the application-specific condition (§8.3.4)
 */
public record StanzaError(Condition condition, ErrorType type, Optional<String> text, Optional<Element> detail) {
    /** An error with its usual type and nothing else. */
    public static StanzaError of(Condition condition) {
        return new StanzaError(condition, condition.usualType(), Optional.empty(), Optional.empty());
    }

    /** An error with a text for people. */
    public static StanzaError of(Condition condition, String text) {
        return new StanzaError(condition, condition.usualType(), Optional.of(text), Optional.empty());
    }

    public StanzaError withType(ErrorType other) {
        return new StanzaError(condition, other, text, detail);
    }

    /** The same error with an application-specific condition (RFC 6120 §8.3.4). */
    public StanzaError withDetail(Element applicationCondition) {
        return new StanzaError(condition, type, text, Optional.of(applicationCondition));
    }

    /** The same error with an application-specific condition that has no content. */
    public StanzaError withDetail(Name applicationCondition) {
        return withDetail(Element.of(applicationCondition));
    }

    /** This error as an exception: {@code throw error.thrown()}. */
    public StanzaException thrown() {
        return new StanzaException(this);
    }

    /** The {@code <error/>} child. */
    public Element toElement() {
        ElementBuilder error = Element.builder(Namespaces.CLIENT, "error").attribute("type", type.text());
        error.add(Element.of(new Name(Namespaces.STANZA_ERRORS, condition.local())));
        text.ifPresent(t -> error.add(Element.builder(Namespaces.STANZA_ERRORS, "text")
                .attribute(new Name(Name.XML, "lang"), "en")
                .text(t)
                .build()));
        detail.ifPresent(error::add);
        return error.build();
    }
}
