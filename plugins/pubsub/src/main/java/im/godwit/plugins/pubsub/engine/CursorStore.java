package im.godwit.plugins.pubsub.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the subscribers have come who confirm what they got. A cursor begins and ends with the option
 * {@link Options#DURABLE} of its subscription. Each call is durable when it returns. May be called from many threads.
 */
public interface CursorStore {
    /**
     * Where a subscription stands.
     *
     * @param position of the last entry that was confirmed, or where the subscription began
     * @param gap whether entries after it are gone that nobody took away: for age, or for newer ones
     */
    record Cursor(long position, boolean gap) {}

    /**
     * The cursor of a subscription.
     *
     * @param expired what happened until then is gone
     */
    Optional<Cursor> find(Node node, Subscription subscription, Instant expired);

    /** Whether there is such a gap after another position. */
    boolean isGapAfter(Node node, Subscription subscription, long position, Instant expired);

    /** Moves a cursor on; it never goes back. */
    void confirm(Node node, Subscription subscription, long position);

    /** Moves a cursor to any position. */
    void rewind(Node node, Subscription subscription, long position);
}
