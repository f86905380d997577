package im.godwit.plugins.pubsub.engine;

import java.util.Optional;

/**
 * How far below a collection its subscriber wants to hear of something ({@code subscription_depth}, XEP-0248 §6.1).
 *
 * @param levels 0 for the collection itself, 1 for its children too; the largest integer for everything below it
 */
public record Depth(int levels) {
    /** Everything below the collection. */
    public static final Depth ALL = new Depth(Integer.MAX_VALUE);

    /** The children of the collection, as is usual. */
    public static final Depth CHILDREN = new Depth(1);

    /** The depth of this text: a number from 0 up, or {@code all}. */
    static Optional<Depth> read(String text) {
        if (text.equals(ALL.toString())) {
            return Optional.of(ALL);
        }
        try {
            return Optional.of(new Depth(Integer.parseInt(text.strip()))).filter(depth -> depth.levels() >= 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return levels == Integer.MAX_VALUE ? "all" : String.valueOf(levels);
    }
}
