package im.godwit.paging;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the answer says about the page that it carries (XEP-0059 §2.2).
 *
 * @param span the page's ends; none where it has no items
 * @param count how many items the full result set has; none only where that is expensive to know
 */
public record PageSummary(Optional<Span> span, OptionalLong count) {
    /**
     * The ends of a page that is not empty.
     *
     * @param first the UID of the first item
     * @param last the UID of the last item; the same where there is only one
     * @param index the place of the first item within the full set; none only where that is expensive to know
     */
    public record Span(String first, String last, OptionalLong index) {}

    /** A page without items. */
    public static PageSummary empty(OptionalLong count) {
        return new PageSummary(Optional.empty(), count);
    }

    /** The {@code <set/>} of the answer. */
    public Element toElement() {
        ElementBuilder set = Element.builder(PageRequest.SET);
        span.ifPresent(ends -> {
            set.child("first", first -> {
                ends.index().ifPresent(index -> first.attribute("index", Long.toString(index)));
                first.text(ends.first());
            });
            set.child("last", ends.last());
        });
        count.ifPresent(number -> set.child("count", Long.toString(number)));
        return set.build();
    }
}
