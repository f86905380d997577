package im.godwit.plugins.pubsub;

import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.paging.PageSummary;
import im.godwit.paging.Position;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Pages of long answers (XEP-0060 §6.5.4, XEP-0059). */
final class Paging {
    /** How many entries of a list one answer has at most: few enough that no answer ends a session. */
    static final int MOST = 1000;

    private Paging() {}

    /**
     * What of a list goes into one answer: the page that is asked for, or all of it where nobody asks for a page and it
     * fits.
     *
     * @param set how the answer says that it is a page; none where it is all
     */
    record Part<T>(List<T> entries, Optional<Element> set) {}

    /**
     * Cuts a list that is in memory.
     *
     * @param uid what an entry is called; unique within the list
     * @throws StanzaException {@code item-not-found} if the list does not have what the page shall lie beside
     */
    static <T> Part<T> cut(List<T> all, Function<? super T, String> uid, Optional<PageRequest> asked) {
        if (asked.isEmpty() && all.size() <= MOST) {
            return new Part<>(all, Optional.empty());
        }
        PageRequest request = asked.orElse(PageRequest.FIRST);
        Page<T> page = Page.of(all, uid, request, request.size(MOST, MOST));
        return new Part<>(page.items(), Optional.of(page.summary().toElement()));
    }

    /** What an answer says about a page of what is in the store. */
    static PageSummary summary(List<String> uids, OptionalLong index, OptionalLong total) {
        return uids.isEmpty()
                ? PageSummary.empty(total)
                : new PageSummary(Optional.of(new PageSummary.Span(uids.getFirst(), uids.getLast(), index)), total);
    }

    /**
     * Where a page lies of nodes, of which each requester may see others.
     *
     * @throws StanzaException {@code feature-not-implemented} for a place in the middle, which could only be found by
     *     looking at all that come before (XEP-0059 §2.6)
     */
    static Position position(PageRequest request) {
        return switch (request.position()) {
            case Position.At at when at.index() == 0 -> new Position.First();
            case Position.At _ ->
                throw Condition.FEATURE_NOT_IMPLEMENTED
                        .error("pages are found by what they lie beside, not by an index")
                        .thrown();
            case Position.First _, Position.Last _, Position.After _, Position.Before _ -> request.position();
        };
    }
}
