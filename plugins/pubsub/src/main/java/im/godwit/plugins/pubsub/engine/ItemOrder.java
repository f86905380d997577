package im.godwit.plugins.pubsub.engine;

/**
 * In which order a node's items are listed (XEP-0413). No two items have the same place in either order, so that a
 * second order behind it changes nothing.
 */
public record ItemOrder(By by, Direction direction) {
    /**
     * The order in which items are listed unless somebody says otherwise: the one that was published last comes last.
     */
    public static final ItemOrder USUAL = new ItemOrder(By.MODIFICATION, Direction.ASCENDING);

    /** What counts. */
    public enum By {
        /** When an item of this identifier was first published. */
        CREATION,
        /** When it was last published. */
        MODIFICATION
    }

    /** Which end comes first. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }
}
