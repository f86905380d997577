package im.godwit.core.stream;

import java.util.Optional;

/**
 * How many stanzas one side has handled: the {@code h} of stream management, which begins again at zero after 2^32 - 1
 * (XEP-0198 §4).
 *
 * @param value from 0 to 2^32 - 1
 */
public record HandledCount(long value) {
    public static final HandledCount ZERO = new HandledCount(0);

    private static final long LARGEST = 0xFFFF_FFFFL;

    public HandledCount {
        if (value < 0 || value > LARGEST) {
            throw new IllegalArgumentException("not an unsigned number of 32 bits: " + value);
        }
    }

    /** Reads an {@code xs:unsignedInt}; nothing where the text is none. */
    public static Optional<HandledCount> parse(String text) {
        String digits = text.strip();
        if (!digits.matches("\\+?[0-9]{1,20}")) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(digits);
            return value > LARGEST ? Optional.empty() : Optional.of(new HandledCount(value));
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    /** The count after so many more stanzas. */
    public HandledCount plus(long stanzas) {
        return new HandledCount((value + stanzas) & LARGEST);
    }

    /** How many stanzas lie between an earlier count and this one, wherever the numbers began again. */
    public long since(HandledCount earlier) {
        return (value - earlier.value) & LARGEST;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
