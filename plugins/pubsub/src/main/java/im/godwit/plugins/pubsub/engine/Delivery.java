package im.godwit.plugins.pubsub.engine;

import java.util.List;

/**
 * One entry of a node's history on its way to whoever reads for a durable subscription.
 *
 * @param node where it happened
 * @param style the kind of message
 * @param subids the subscription, where its JID has several
 * @param body whether the subscriber also wants it in words (§12.8)
 * @param entry what happened; the same each time it is delivered
 * @param gap whether entries are gone that came between it and the one before
 */
public record Delivery(
        NodeAddress node, MessageStyle style, List<String> subids, boolean body, Recorded entry, boolean gap) {
    /** Takes deliveries to a reader, in order. */
    public interface Carrier {
        /** Sends one; must not wait for the reader. What becomes of it is told where that can be known. */
        void carry(Delivery delivery, Receipt receipt);

        /** Tells the reader that it gets nothing more: another reads in its place, or the store cannot be read. */
        void closed();
    }

    /** What became of a delivery; told from any thread, also while it is being sent. */
    public interface Receipt {
        /** The reader's client has it (XEP-0198). */
        void taken();

        /** The reader is gone. */
        void lost();
    }
}
