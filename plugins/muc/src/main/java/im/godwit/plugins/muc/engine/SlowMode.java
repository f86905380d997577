package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Makes everybody wait between two messages, if the owners want that (XEP-0500). */
final class SlowMode {
    /** More than are in a room; who spoke longest ago is forgotten first. */
    private static final int REMEMBERED = 10_000;

    /** When each user last spoke, also those who left, by all of their clients (§9); the latest stands last. */
    private final SequencedMap<Jid, Instant> spoke = new LinkedHashMap<>();

    /**
     * A message of somebody; only one with a body counts (§7).
     *
     * @throws RefusedException if it comes too early
     */
    void count(Room room, Occupant author, HistoryEntry entry) {
        int seconds = room.configuration().get(Settings.SLOW_MODE);
        if (seconds == 0 || !entry.hasBody() || author.affiliation.atLeast(Affiliation.ADMIN)) {
            return;
        }
        Instant now = entry.said();
        boolean tooEarly = lastMessage(room, author)
                .filter(last -> now.isBefore(last.plusSeconds(seconds)))
                .isPresent();
        if (tooEarly) {
            throw new Refusal.TooEarly(Duration.ofSeconds(seconds)).thrown();
        }
        spoke.putLast(author.user, now);
        if (spoke.size() > REMEMBERED) {
            spoke.pollFirstEntry();
        }
    }

    /** Of a room that was asleep meanwhile, the history knows. */
    private Optional<Instant> lastMessage(Room room, Occupant author) {
        return Optional.ofNullable(spoke.get(author.user)).or(() -> room.history.lastOf(author.id));
    }
}
