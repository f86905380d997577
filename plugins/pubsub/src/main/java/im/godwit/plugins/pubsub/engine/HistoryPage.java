package im.godwit.plugins.pubsub.engine;

import java.util.List;

/**
 * A page of a node's history.
 *
 * @param entries oldest first
 * @param complete whether nothing that was asked for lies beyond it, in the direction that was asked for
 * @param index how many come before the first of them
 * @param total how many there are on all pages
 */
public record HistoryPage(List<HistoryEntry> entries, boolean complete, long index, long total) {}
