package im.godwit.plugins.pubsub;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says payloads in words (XEP-0060 §12.8), those of formats that have words for it. */
public final class Bodies {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    /** The types of nodes whose payloads can be said in words. */
    public static final Set<String> TYPES = Set.of(ATOM);

    private Bodies() {}

    /** A payload in words: of an Atom entry the title and the summary (RFC 4287 §4.2.13, §4.2.14). */
    static Optional<String> of(Element payload) {
        if (!payload.is(new Name(ATOM, "entry"))) {
            return Optional.empty();
        }
        String words = Stream.of("title", "summary")
                .map(child -> payload.child(new Name(ATOM, child)))
                .flatMap(Optional::stream)
                .map(element -> element.text().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
