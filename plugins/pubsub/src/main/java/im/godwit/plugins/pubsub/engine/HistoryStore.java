package im.godwit.plugins.pubsub.engine;

import java.time.Instant;
import java.util.List;

/**
 * What was published at nodes and taken away, in one order: the items as they are now, each where it was published
 * last, and the {@linkplain NodeStore.Trace traces} of others. May be asked from many threads.
 */
public interface HistoryStore {
    /**
     * A page with its place among all others.
     *
     * @param expired what happened until then is left out, here and below
     */
    HistoryPage page(Node node, HistoryQuery query, HistoryQuery.Cut cut, Instant expired);

    /** The entries of a page alone, oldest first. */
    List<HistoryEntry> some(Node node, HistoryQuery query, HistoryQuery.Cut cut, Instant expired);

    /** What makes the names of entries unpredictable; always the same. */
    String secret();
}
