package im.godwit.plugins.muc.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * How much of the history somebody wants who enters; all of it must hold (XEP-0045 §7.2.14).
 *
 * @param maxChars characters of the complete stanzas
 * @param maxStanzas messages
 * @param since messages from then on only
 */
public record HistoryWish(Optional<Integer> maxChars, Optional<Integer> maxStanzas, Optional<Instant> since) {
    /** As much as the room gives. */
    public static final HistoryWish ANY = new HistoryWish(Optional.empty(), Optional.empty(), Optional.empty());
}
