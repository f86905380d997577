package im.godwit.plugins.muc.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that an occupant is in a room besides role and affiliation (XEP-0317).
 *
 * @param uri identifies it
 * @param title for people
 * @param hue the angle of its colour (XEP-0392 §5), in degrees
 */
public record Hat(String uri, String title, Optional<String> hue) {
    /** In characters: all who enter get the hats of all who wear some. */
    private static final int MAX_LENGTH = 256;

    private static final Pattern ANGLE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,12})?");
    private static final int FULL_TURN = 360;

    /**
     * A hat as somebody wants it.
     *
     * @throws RefusedException if it is not an absolute URI, has no title, is too long, or the hue is no angle
     */
    public static Hat wanted(String uri, String title, Optional<String> hue) {
        require(uri.length() <= MAX_LENGTH && isAbsolute(uri), "the URI must be absolute and not long");
        require(!title.isBlank() && title.length() <= MAX_LENGTH, "the title must be there and not long");
        require(hue.isEmpty() || isAngle(hue.get()), "the hue must be an angle from 0 to 360 degrees");
        return new Hat(uri, title, hue);
    }

    private static boolean isAbsolute(String uri) {
        try {
            return new URI(uri).isAbsolute();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isAngle(String hue) {
        return ANGLE.matcher(hue).matches() && Double.parseDouble(hue) <= FULL_TURN;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refusal.Unacceptable(otherwise).thrown();
        }
    }
}
