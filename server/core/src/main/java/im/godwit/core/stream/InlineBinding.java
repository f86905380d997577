package im.godwit.core.stream;

import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * How a client that logs in wants its session to begin (XEP-0386 §4).
 *
 * @param tag a word for its software
 * @param userAgent the id of its installation
 * @param counted whether stanzas are counted from the start (XEP-0198)
 * @param inactive whether nobody looks at it (XEP-0352)
 * @param requests all that is asked for, for plugins
 */
public record InlineBinding(
        Optional<String> tag,
        Optional<String> userAgent,
        Optional<StreamManagement.Enable> counted,
        boolean inactive,
        List<Element> requests) {
    /**
     * A session that began so.
     *
     * @param managed the same session, where its stanzas are counted
     * @param answers of plugins
     */
    public record Bound(StreamSession session, Optional<ManagedStreamSession> managed, List<Element> answers) {}
}
