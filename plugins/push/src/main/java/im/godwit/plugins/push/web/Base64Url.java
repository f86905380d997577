package im.godwit.plugins.push.web;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515 §2), as Web Push writes keys. */
final class Base64Url {
    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; none if the text is malformed. */
    static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
