package im.godwit.core.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads SASL messages, whose mechanisms are all in UTF-8. */
final class Utf8Text {
    private Utf8Text() {}

    /** The text; nothing if the bytes are not UTF-8. */
    static Optional<String> of(byte[] message) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
