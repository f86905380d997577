package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of the history of a node.
 *
 * @param range where it may stand
 * @param start from this time on
 * @param end up to this time
 * @param publisher only what this account or resource has published
 */
public record HistoryQuery(Bounds range, Optional<Instant> start, Optional<Instant> end, Optional<Jid> publisher) {
    /** All of it. */
    public static final HistoryQuery ALL =
            new HistoryQuery(Bounds.ALL, Optional.empty(), Optional.empty(), Optional.empty());

    /** All that happened from a time on. */
    static HistoryQuery since(Instant start) {
        return new HistoryQuery(Bounds.ALL, Optional.of(start), Optional.empty(), Optional.empty());
    }

    /** Positions between two others, both of which are not among them. */
    public record Bounds(long after, long before) {
        public static final Bounds ALL = new Bounds(-1, Long.MAX_VALUE);

        /** All that come later. */
        public static Bounds after(long position) {
            return new Bounds(position, Long.MAX_VALUE);
        }

        /** Those of them that come earlier. */
        public Bounds upTo(long position) {
            return new Bounds(after, Math.min(before, position));
        }

        /** Those that are in both. */
        public Bounds within(Bounds other) {
            return new Bounds(Math.max(after, other.after), Math.min(before, other.before));
        }
    }

    /**
     * Which of what was asked for is given at once.
     *
     * @param backwards whether it is filled from the end
     * @param skip how many are passed over
     * @param count how many entries at most
     * @param bytes of payloads at most; one entry is always given
     */
    public record Cut(Bounds bounds, boolean backwards, int skip, int count, int bytes) {
        /** The first after a position. */
        public static Cut after(long position, int count, int bytes) {
            return new Cut(Bounds.after(position), false, 0, count, bytes);
        }
    }
}
