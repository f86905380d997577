package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each user, and all together, sent to a room lately; users also while not in it, so that leaving and entering
 * again gains nothing.
 */
final class Traffic {
    private static final int REMEMBERED = 1024;

    private final Clock clock;
    private final Rate rate;
    private final Bucket room;
    private final Map<Jid, Bucket> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Counts up to a rate of each user, and one of all. */
    Traffic(Clock clock, Rate rate, Rate ofAll) {
        this.clock = clock;
        this.rate = rate;
        this.room = new Bucket(ofAll, clock.instant());
    }

    /**
     * Counts one more of a user.
     *
     * @throws RefusedException if that is too many of the user, or one more than the room takes of all
     */
    void count(Jid session) {
        Instant now = clock.instant();
        Bucket bucket = users.computeIfAbsent(session.bare(), user -> new Bucket(rate, now));
        if (!bucket.take(now)) {
            throw Reason.TOO_FAST.thrown();
        }
        if (!room.take(now)) {
            throw Reason.ROOM_BUSY.thrown();
        }
    }
}
