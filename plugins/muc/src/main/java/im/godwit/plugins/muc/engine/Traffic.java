package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much each user sent to a room lately, also while not in it, so that leaving and entering again gains nothing. */
final class Traffic {
    private static final int REMEMBERED = 1024;

    private final Clock clock;
    private final Rate rate;
    private final Map<Jid, Bucket> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    Traffic(Clock clock, Rate rate) {
        this.clock = clock;
        this.rate = rate;
    }

    /**
     * Counts one more of a user.
     *
     * @throws RefusedException if that is too many
     */
    void count(Jid session) {
        Bucket bucket = users.computeIfAbsent(session.bare(), user -> new Bucket(rate, clock.instant()));
        if (!bucket.take(clock.instant())) {
            throw Reason.TOO_FAST.thrown();
        }
    }
}
