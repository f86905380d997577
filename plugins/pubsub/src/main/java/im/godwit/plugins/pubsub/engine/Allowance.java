package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import java.util.List;

/**
 * How much somebody who comes back is told of what they missed, at all nodes together (XEP-0312 §2): no more than fits
 * beside what else waits for them. For one thread.
 */
public final class Allowance {
    /** The newest of one node; whoever missed more reads the archive. */
    private static final int OF_NODE = 100;

    private int entries = 1000;
    private int bytes;

    Allowance(int bytes) {
        this.bytes = bytes;
    }

    /** Whether anything is left of it. */
    boolean isLeft() {
        return entries > 0 && bytes > 0;
    }

    /** The newest entries of one node that are within it. */
    Cut newest() {
        return new Cut(Bounds.ALL, true, 0, Math.min(OF_NODE, entries), bytes);
    }

    void spend(List<HistoryEntry> told) {
        entries -= told.size();
        bytes -= told.stream().mapToInt(HistoryEntry::bytes).sum();
    }
}
