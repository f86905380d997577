package im.godwit.plugins.pubsub.engine;

import im.godwit.paging.Position;

/**
 * Which page of a node's items somebody asks for.
 *
 * @param position where it lies in that order
 * @param count how many items it has at most
 */
public record ItemQuery(ItemOrder order, Position position, int count) {
    /** The newest items (XEP-0060 §6.5.7), the oldest of them first. */
    public static ItemQuery newest(int count) {
        return new ItemQuery(ItemOrder.USUAL, new Position.Last(), count);
    }
}
