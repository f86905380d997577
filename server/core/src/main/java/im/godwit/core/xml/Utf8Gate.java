package im.godwit.core.xml;

/**
 * Lets only correct UTF-8 through to a parser (RFC 6120 §11.6, RFC 3629 §4): no overlong forms, no surrogates, nothing
 * above U+10FFFF, not the two non-characters that XML 1.0 §2.2 forbids. Aalto and Woodstox do not check that much. It
 * also finds {@code ]]>}, which Aalto overlooks in text where its input is split. Works on any split of the input;
 * plain ASCII costs one table look-up a byte.
 */
final class Utf8Gate {
    /** Why {@link #scan} stopped before the end. */
    enum Stop {
        NONE,
        /** The next byte cannot stand here. */
        INVALID,
        /** The next byte is the {@code >} of a {@code ]]>}. */
        SECTION_END
    }

    private static final boolean[] PLAIN = new boolean[256];

    static {
        for (int i = 0; i < 0x80; i++) {
            PLAIN[i] = i != ']';
        }
    }

    private int missing;
    private int begun;
    private int lead;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private int brackets;
    private Stop stop = Stop.NONE;

    Stop stop() {
        return stop;
    }

    /** How many bytes have come of a character that has not ended. */
    int unfinished() {
        return missing > 0 ? begun : 0;
    }

    /** Steps over the {@code >} at which a scan stopped. */
    void pass() {
        brackets = 0;
    }

    /** Goes over the bytes; the index of the first that may not be passed on yet. */
    int scan(byte[] bytes, int from, int to) {
        stop = Stop.NONE;
        int i = from;
        while (i < to) {
            int b = bytes[i] & 0xFF;
            if (missing == 0 && PLAIN[b] && brackets == 0) {
                i++;
                while (i < to && PLAIN[bytes[i] & 0xFF]) {
                    i++;
                }
                continue;
            }
            if (!take(b)) {
                return i;
            }
            i++;
        }
        return i;
    }

    private boolean take(int b) {
        if (missing > 0) {
            if (b < lowest || b > highest) {
                return stop(Stop.INVALID);
            }
            missing--;
            begun++;
            lowest = 0x80;
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF
            highest = lead == 0xEF && b == 0xBF && missing == 1 ? 0xBD : 0xBF;
            return true;
        }
        if (b == ']') {
            brackets++;
            return true;
        }
        if (b == '>' && brackets >= 2) {
            return stop(Stop.SECTION_END);
        }
        brackets = 0;
        return b < 0x80 || begin(b);
    }

    private boolean begin(int b) {
        if (b < 0xC2 || b > 0xF4) {
            return stop(Stop.INVALID);
        }
        lead = b;
        begun = 1;
        lowest = 0x80;
        highest = 0xBF;
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        switch (b) {
            case 0xE0 -> lowest = 0xA0;
            case 0xED -> highest = 0x9F;
            case 0xF0 -> lowest = 0x90;
            case 0xF4 -> highest = 0x8F;
            default -> {}
        }
        return true;
    }

    private boolean stop(Stop why) {
        stop = why;
        return false;
    }
}
