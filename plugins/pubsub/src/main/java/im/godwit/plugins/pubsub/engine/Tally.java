package im.godwit.plugins.pubsub.engine;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts what was attached to an item: who noticed it, and reactions (XEP-0470 §4.7.3, §4.8.2). Attachments of other
 * specifications are left out (§4.6).
 */
public final class Tally {
    private static final Name ATTACHMENTS = new Name(Attached.NAMESPACE, "attachments");
    private static final Name NOTICED = new Name(Attached.NAMESPACE, "noticed");
    private static final Name REACTIONS = new Name(Attached.NAMESPACE, "reactions");
    private static final Name REACTION = new Name(Attached.NAMESPACE, "reaction");

    /** Longer texts are no single emoji (XEP-0444 §4, as §5 says); in characters. */
    private static final int LONGEST = 64;

    /** How many different reactions a summary names, the most frequent of them. */
    private static final int DIFFERENT = 200;

    private Tally() {}

    /** Whether this is what may be attached (§4.5). */
    static boolean isAttachments(Payload payload) {
        return payload.element().is(ATTACHMENTS);
    }

    /**
     * The summary of an item.
     *
     * @param attached one item for each publisher, in the order in which they were published
     * @return nothing if there is nothing to tell
     */
    public static Optional<Element> of(List<Item> attached) {
        List<Element> all = attached.stream()
                .flatMap(item -> item.payload().stream())
                .filter(Tally::isAttachments)
                .map(Payload::element)
                .toList();
        long noticed =
                all.stream().filter(one -> one.child(NOTICED).isPresent()).count();
        Collection<Map.Entry<String, Integer>> reactions = reactions(all);
        if (noticed == 0 && reactions.isEmpty()) {
            return Optional.empty();
        }
        ElementBuilder summary = Element.builder(Attached.SUMMARY, "summary");
        if (noticed > 0) {
            summary.child("noticed", one -> one.attribute("count", Long.toString(noticed)));
        }
        if (!reactions.isEmpty()) {
            summary.child("reactions", some -> reactions.forEach(one -> some.add(reaction(one))));
        }
        return Optional.of(summary.build());
    }

    /** §4.8.2: the count is told of what appears several times. */
    private static Element reaction(Map.Entry<String, Integer> counted) {
        return Element.builder(Attached.SUMMARY, "reaction")
                .attribute(
                        "count",
                        Optional.of(counted.getValue())
                                .filter(count -> count > 1)
                                .map(String::valueOf))
                .text(counted.getKey())
                .build();
    }

    /** Those of most people first. */
    private static List<Map.Entry<String, Integer>> reactions(List<Element> all) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        all.stream().flatMap(Tally::different).forEach(reaction -> counts.merge(reaction, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(DIFFERENT)
                .toList();
    }

    /** §4.8.2: several times from one JID counts once. */
    private static Stream<String> different(Element attachments) {
        return attachments
                .elements(REACTIONS)
                .flatMap(reactions -> reactions.elements(REACTION))
                .map(reaction -> reaction.text().strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .distinct()
                .limit(DIFFERENT);
    }
}
