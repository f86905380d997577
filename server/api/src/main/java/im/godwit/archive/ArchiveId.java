package im.godwit.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * Ids of messages in an archive (XEP-0313 §3). An id begins with the time of its message, by which the message is
 * found: no index of ids is needed.
 */
public final class ArchiveId {
    private static final char END = '-';

    /** Any number of so many digits is a long. */
    private static final int MOST_DIGITS = 12;

    private ArchiveId() {}

    /**
     * A new id.
     *
     * @param time of the message, a whole number of milliseconds; by any other the message is found more slowly
     * @param unguessable what follows; ids cannot be guessed (XEP-0313 §3)
     */
    public static String of(Instant time, String unguessable) {
        return Long.toString(time.toEpochMilli(), Character.MAX_RADIX) + END + unguessable;
    }

    /** The time that an id begins with, if it does: it may be an older one, or whatever a client made up. */
    static Optional<Instant> time(String id) {
        int digits = id.indexOf(END);
        if (digits < 1 || digits > MOST_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Instant.ofEpochMilli(Long.parseUnsignedLong(id.substring(0, digits), Character.MAX_RADIX)));
        } catch (NumberFormatException notDigits) {
            return Optional.empty();
        }
    }
}
