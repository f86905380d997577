package im.godwit.paging;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which page of a result set somebody asks for (XEP-0059 §2).
 *
 * @param max the most items that the page may have; 0 asks for the count alone (§2.7)
 * @param position where the page lies
 */
public record PageRequest(OptionalInt max, Position position) {
    /** The namespace, and the feature to advertise (§4). */
    public static final String NAMESPACE = "http://jabber.org/protocol/rsm";

    static final Name SET = new Name(NAMESPACE, "set");

    /** The first page, as large as the service likes: what no {@code <set/>} means where a list is always paged. */
    public static final PageRequest FIRST = new PageRequest(OptionalInt.empty(), new Position.First());

    /**
     * Reads the request inside a query, if there is one.
     *
     * @throws StanzaException {@code bad-request} if {@code max} or {@code index} is not a number from 0 to 2147483647,
     *     if an element is there twice, or if more than one of {@code after}, {@code before} and {@code index} is
     *     there, which §2 does not define
     */
    public static Optional<PageRequest> in(Element query) {
        List<Element> sets = query.elements(SET).toList();
        if (sets.size() > 1) {
            throw refusal("there is more than one <set/>");
        }
        return sets.stream().findFirst().map(PageRequest::read);
    }

    private static PageRequest read(Element set) {
        Optional<String> max = only(set, "max");
        return new PageRequest(
                max.map(text -> OptionalInt.of(number("max", text))).orElse(OptionalInt.empty()), position(set));
    }

    private static Position position(Element set) {
        Optional<String> after = only(set, "after");
        Optional<String> before = only(set, "before");
        Optional<String> index = only(set, "index");
        if ((after.isPresent() ? 1 : 0) + (before.isPresent() ? 1 : 0) + (index.isPresent() ? 1 : 0) > 1) {
            throw refusal("<after/>, <before/> and <index/> do not go together");
        }
        if (before.isPresent()) {
            // §2.5: an empty one stands for the end
            return before.get().isEmpty() ? new Position.Last() : new Position.Before(before.get());
        }
        if (after.isPresent() && !after.get().isEmpty()) {
            return new Position.After(after.get());
        }
        // §2.2: without an item to come after, from the start; as many clients write an empty one for that
        return index.<Position>map(text -> new Position.At(number("index", text)))
                .orElseGet(Position.First::new);
    }

    /** The text of a child that may be there once (§7). */
    private static Optional<String> only(Element set, String local) {
        List<Element> found = set.elements(new Name(NAMESPACE, local)).toList();
        if (found.size() > 1) {
            throw refusal("<" + local + "/> is there twice");
        }
        return found.stream().findFirst().map(Element::text);
    }

    /** §7: an {@code xs:int}; below zero it means nothing. */
    private static int number(String local, String text) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // falls through: the same answer
        }
        throw refusal("<" + local + "/> is a number from 0 to " + Integer.MAX_VALUE);
    }

    /** How many items the page may have: what is asked for, within the service's bounds. */
    public int size(int usual, int most) {
        return Math.min(max.orElse(usual), most);
    }

    private static StanzaException refusal(String why) {
        return Condition.BAD_REQUEST.error(why).thrown();
    }
}
