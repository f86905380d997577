package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.plugin.Implements;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.time.Duration;
import java.util.Optional;

/** The elements of stream management (XEP-0198 §10). */
@Implements(value = "XEP-0198", version = "1.6.3", without = "streams between servers")
public final class StreamManagement {
    static final String NAMESPACE = "urn:xmpp:sm:3";

    /** §2: says that it can be enabled. */
    static final Element FEATURE = Element.of(name("sm"));

    private static final Element REQUEST = Element.of(name("r"));

    private StreamManagement() {}

    /**
     * A client's {@code <enable/>} (§3).
     *
     * @param resume whether it wants to be able to resume the stream
     * @param max for how long, as it prefers
     */
    public record Enable(boolean resume, Optional<Duration> max) {}

    /** Reads {@code <enable/>}; nothing where it is malformed. */
    static Optional<Enable> enable(Element element) {
        Optional<String> resume = element.attribute("resume").map(String::strip);
        Optional<String> max = element.attribute("max").map(String::strip);
        boolean sound = resume.map(text -> text.matches("true|false|0|1")).orElse(true)
                && max.map(text -> text.matches("\\+?0*[1-9][0-9]{0,9}")).orElse(true);
        return sound
                ? Optional.of(new Enable(
                        resume.filter(text -> text.equals("true") || text.equals("1"))
                                .isPresent(),
                        max.map(Long::parseLong).map(Duration::ofSeconds)))
                : Optional.empty();
    }

    /** The {@code h} of {@code <a/>} or {@code <resume/>}; nothing where it is missing or malformed. */
    static Optional<HandledCount> handled(Element element) {
        return element.attribute("h").flatMap(HandledCount::parse);
    }

    /** {@code <enabled/>} for a stream that cannot be resumed (§3). */
    public static Element enabled() {
        return Element.of(name("enabled"));
    }

    /** {@code <enabled/>} for a stream that can be resumed (§5). */
    public static Element enabled(String id, Duration max) {
        return Element.builder(name("enabled"))
                .attribute("id", id)
                .attribute("max", Long.toString(max.toSeconds()))
                .attribute("resume", "true")
                .build();
    }

    /** {@code <r/>}: asks for an acknowledgement (§4). */
    public static Element request() {
        return REQUEST;
    }

    /** {@code <a/>}: acknowledges (§4). */
    static Element acknowledgement(HandledCount handled) {
        return Element.builder(name("a")).attribute("h", handled.toString()).build();
    }

    /** {@code <resumed/>} (§5). */
    public static Element resumed(String id, HandledCount handled) {
        return Element.builder(name("resumed"))
                .attribute("h", handled.toString())
                .attribute("previd", id)
                .build();
    }

    /** {@code <failed/>} (§6). */
    static Element failed(Condition condition, Optional<HandledCount> handled) {
        ElementBuilder failed = Element.builder(name("failed")).attribute("h", handled.map(HandledCount::toString));
        return failed.add(Element.of(new Name(Namespaces.STANZA_ERRORS, condition.local())))
                .build();
    }

    /** The error for a client that acknowledges what it never got (§6). */
    public static StreamError tooHigh(HandledCount claimed, HandledCount sent) {
        return StreamCondition.UNDEFINED_CONDITION
                .error("You acknowledged " + claimed + " stanzas, but only " + sent + " were sent so far.")
                .with(Element.builder(name("handled-count-too-high"))
                        .attribute("h", claimed.toString())
                        .attribute("send-count", sent.toString())
                        .build());
    }

    private static Name name(String local) {
        return new Name(NAMESPACE, local);
    }
}
