package im.godwit.plugins.muc.engine;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * A name in a room, prepared by the Nickname profile of PRECIS (RFC 8266 §2). Two nicknames are the same if their keys
 * are, so that nobody looks like somebody else by a space or a capital letter (XEP-0045 §14.6).
 *
 * @param text as it is shown and stands in occupant JIDs
 * @param key for comparison (RFC 8266 §2.4)
 */
public record Nickname(String text, String key) {
    /** RFC 7622 §3.1: what a resourcepart may have. */
    private static final int MAX_BYTES = 1023;

    /**
     * Prepares a nickname.
     *
     * @return nothing if it is empty, too long, only spaces, or holds characters that the profile forbids
     */
    public static Optional<Nickname> of(String raw) {
        if (raw.length() > MAX_BYTES) {
            return Optional.empty();
        }
        if (isPlain(raw)) {
            return Optional.of(new Nickname(raw, raw.toLowerCase(Locale.ROOT)));
        }
        try {
            String text = PrecisProfiles.NICKNAME.enforce(raw);
            return text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(new Nickname(text, PrecisProfiles.NICKNAME.toComparableString(text)));
        } catch (RuntimeException refused) { // the library's own and IllegalArgumentException
            return Optional.empty();
        }
    }

    /** A nickname as it was prepared once. */
    public static Nickname stored(String text) {
        return of(text).orElseGet(() -> new Nickname(text, text));
    }

    /** Letters, digits and single spaces inside, in ASCII: most nicknames, and all rules change nothing in them. */
    private static boolean isPlain(String raw) {
        boolean spaceBefore = true;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean space = c == ' ';
            if (c < ' ' || c > '~' || space && spaceBefore) {
                return false;
            }
            spaceBefore = space;
        }
        return !spaceBefore;
    }

    boolean sameAs(Nickname other) {
        return key.equals(other.key);
    }

    @Override
    public String toString() {
        return text;
    }
}
