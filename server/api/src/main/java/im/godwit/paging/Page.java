package im.godwit.paging;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A page of a list that is in memory.
 *
 * @param items its items, in the order of the list
 * @param summary what the answer says about it
 * @param <T> the items
 */
public record Page<T>(List<T> items, PageSummary summary) {
    /**
     * Cuts the page that is asked for out of a list.
     *
     * @param all the full result set, in order
     * @param uid what an item is called; unique within the list
     * @param size the most items of the page, from {@link PageRequest#size}
     * @throws StanzaException {@code item-not-found} if the list does not have the item that the page shall lie beside
     *     (XEP-0059 §2.4)
     */
    public static <T> Page<T> of(List<T> all, Function<? super T, String> uid, PageRequest request, int size) {
        int from = Math.max(0, from(all, uid, request.position(), size));
        int to = Math.min(to(all, uid, request.position()), from + Math.min(size, all.size() - from));
        OptionalLong count = OptionalLong.of(all.size());
        if (from >= to) {
            return new Page<>(List.of(), PageSummary.empty(count));
        }
        var span = new PageSummary.Span(uid.apply(all.get(from)), uid.apply(all.get(to - 1)), OptionalLong.of(from));
        return new Page<>(List.copyOf(all.subList(from, to)), new PageSummary(Optional.of(span), count));
    }

    /** The place of the first item of the page; below zero where a page from the end is not full. */
    private static <T> int from(List<T> all, Function<? super T, String> uid, Position position, int size) {
        return switch (position) {
            case Position.First _ -> 0;
            case Position.Last _, Position.Before _ -> to(all, uid, position) - size;
            case Position.After after -> place(all, uid, after.uid()) + 1;
            // §2.6: a place behind the end makes an empty page
            case Position.At at -> Math.min(at.index(), all.size());
        };
    }

    /** The place behind the last item that may be on the page. */
    private static <T> int to(List<T> all, Function<? super T, String> uid, Position position) {
        return position instanceof Position.Before before ? place(all, uid, before.uid()) : all.size();
    }

    private static <T> int place(List<T> all, Function<? super T, String> uid, String wanted) {
        for (int i = 0; i < all.size(); i++) {
            if (uid.apply(all.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw Condition.ITEM_NOT_FOUND.error("there is no item of this UID").thrown();
    }
}
