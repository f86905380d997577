package im.godwit.plugins.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A media type without its parameters, in lower case (RFC 6838 §4.2).
 *
 * @param name such as {@code image/jpeg}
 */
record MediaType(String name) {
    /** What is said of bytes of which nothing is known. */
    static final MediaType BYTES = new MediaType("application/octet-stream");

    private static final Pattern SYNTAX =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    /** Types that a browser shows and never runs, whatever is in them. */
    private static final Set<String> INERT = Set.of(
            "image/avif",
            "image/gif",
            "image/jpeg",
            "image/png",
            "image/webp",
            "audio/aac",
            "audio/flac",
            "audio/mp4",
            "audio/mpeg",
            "audio/ogg",
            "audio/opus",
            "audio/wav",
            "audio/webm",
            "video/mp4",
            "video/ogg",
            "video/webm");

    /** Reads a type, with parameters or without; nothing if it is none. */
    static Optional<MediaType> parse(String text) {
        String name = text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return SYNTAX.matcher(name).matches() ? Optional.of(new MediaType(name)) : Optional.empty();
    }

    /** Whether it may be shown in place; all else is only to be saved. */
    boolean isInert() {
        return INERT.contains(name);
    }
}
