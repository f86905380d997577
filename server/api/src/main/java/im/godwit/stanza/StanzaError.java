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
 * @param uri where what was asked for is now; only with {@link Condition#GONE} and {@link Condition#REDIRECT}
 *     (§8.3.3.5, §8.3.3.14)
 * @param subject what the error is about, sent beside it where a protocol says so, as XEP-0060 §8.8.2.4 does
 */
public record StanzaError(
        Condition condition,
        ErrorType type,
        Optional<String> text,
        Optional<Element> detail,
        Optional<String> uri,
        Optional<Element> subject) {
    public StanzaError {
        if (uri.isPresent() && condition != Condition.GONE && condition != Condition.REDIRECT) {
            throw new IllegalArgumentException(condition + " leads nowhere");
        }
    }

    /** An error with its usual type and nothing else. */
    public static StanzaError of(Condition condition) {
        return of(condition, Optional.empty());
    }

    /** An error with a text for people. */
    public static StanzaError of(Condition condition, String text) {
        return of(condition, Optional.of(text));
    }

    private static StanzaError of(Condition condition, Optional<String> text) {
        return new StanzaError(
                condition, condition.usualType(), text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public StanzaError withType(ErrorType other) {
        return new StanzaError(condition, other, text, detail, uri, subject);
    }

    /** The same error with an application-specific condition (RFC 6120 §8.3.4). */
    public StanzaError withDetail(Element applicationCondition) {
        return new StanzaError(condition, type, text, Optional.of(applicationCondition), uri, subject);
    }

    /** The same error with an application-specific condition that has no content. */
    public StanzaError withDetail(Name applicationCondition) {
        return withDetail(Element.of(applicationCondition));
    }

    /** The same error with what it is about beside it. */
    public StanzaError withSubject(Element payload) {
        return new StanzaError(condition, type, text, detail, uri, Optional.of(payload));
    }

    /**
     * The same error with the place where what was asked for is now.
     *
     * @throws IllegalArgumentException if the condition is neither {@code gone} nor {@code redirect}
     */
    public StanzaError withUri(String place) {
        return new StanzaError(condition, type, text, detail, Optional.of(place), subject);
    }

    /** This error as an exception: {@code throw error.thrown()}. */
    public StanzaException thrown() {
        return new StanzaException(this);
    }

    /** The {@code <error/>} child. */
    public Element toElement() {
        ElementBuilder error = Element.builder(Namespaces.CLIENT, "error").attribute("type", type.text());
        Name name = new Name(Namespaces.STANZA_ERRORS, condition.local());
        error.add(uri.map(place -> Element.of(name, place)).orElseGet(() -> Element.of(name)));
        text.ifPresent(t -> error.add(Element.builder(Namespaces.STANZA_ERRORS, "text")
                .attribute(new Name(Name.XML, "lang"), "en")
                .text(t)
                .build()));
        detail.ifPresent(error::add);
        return error.build();
    }
}
