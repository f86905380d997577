package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.Optional;

/** Entries of histories by their names. */
final class Entries {
    private final Parts parts;
    private final EntryIds ids;

    Entries(Parts parts) {
        this.parts = parts;
        this.ids = new EntryIds(parts.store().history().secret());
    }

    /** What an entry is called. */
    String id(Node node, long position) {
        return ids.of(node, position);
    }

    Recorded recorded(Node node, HistoryEntry entry) {
        return new Recorded(
                id(node, entry.position()), entry.stamp(), entry.toldBy(node).event());
    }

    /**
     * Where an entry of this name stands, or stood, though the history may not reach back to it any more.
     *
     * @throws RefusedException if it never was there
     */
    long place(Node node, String id) {
        return ids.position(node, id).orElseThrow(Reason.ITEM_MISSING::thrown);
    }

    /**
     * Where an entry of this name stands, or stood: items that were replaced or retracted leave their place behind
     * (XEP-0313 §3.2), as long as the history reaches back to it.
     *
     * @throws RefusedException if it never was there, or is older than all that is kept
     */
    long position(Node node, String id) {
        long position = place(node, id);
        if (first(node, Bounds.ALL.upTo(position + 1)).isEmpty()) {
            throw Reason.ITEM_MISSING.thrown();
        }
        return position;
    }

    /**
     * The entry of this name.
     *
     * @throws RefusedException if it is not there
     */
    HistoryEntry require(Node node, String id) {
        long position = place(node, id);
        return first(node, new Bounds(position - 1, position + 1)).orElseThrow(Reason.ITEM_MISSING::thrown);
    }

    private Optional<HistoryEntry> first(Node node, Bounds bounds) {
        return parts
                .store()
                .history()
                .some(node, HistoryQuery.ALL, new Cut(bounds, false, 0, 1, 1), node.expired(parts.now()))
                .stream()
                .findFirst();
    }
}
