package im.godwit.plugins.pubsub.engine;

import java.util.List;

/**
 * A page of something that a node has.
 *
 * @param items in their order
 * @param index how many come before the first of them
 * @param total how many there are on all pages
 */
public record Extract<T>(List<T> items, long index, long total) {
    public Extract {
        items = List.copyOf(items);
    }
}
