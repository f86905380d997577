package im.godwit.plugins.muc.engine;

import java.util.Optional;

/**
 * A message that a room keeps.
 *
 * @param entry has an id
 * @param recalled whether it is told to those who enter later, not only to readers of the archive
 * @param withdrawal the message that it takes back
 */
public record Recording(HistoryEntry entry, boolean recalled, Optional<Withdrawal> withdrawal) implements Kept {
    /** What was said before the room was kept. */
    static Recording of(HistoryEntry remembered) {
        return new Recording(remembered, true, Optional.empty());
    }
}
