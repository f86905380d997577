package im.godwit.paging;

/** Where in a result set the page lies that is asked for. */
public sealed interface Position {
    /** The first page (XEP-0059 §2.1). */
    record First() implements Position {}

    /** The last page (§2.5). */
    record Last() implements Position {}

    /** The page that begins right after this item (§2.2). */
    record After(String uid) implements Position {}

    /** The page that ends right before this item (§2.3). */
    record Before(String uid) implements Position {}

    /** The page that begins at this place, counted from 0 (§2.6). */
    record At(int index) implements Position {}

    /** Whether the page is filled from its end: {@link Last} and {@link Before}. */
    default boolean isBackwards() {
        return this instanceof Last || this instanceof Before;
    }
}
