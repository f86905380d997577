package im.godwit.gateway;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A name and a password as they come with a request (RFC 7617).
 *
 * @param account whose they should be
 */
record BasicCredentials(Jid account, String password) {
    private static final String SCHEME = "basic ";

    /**
     * Reads the header.
     *
     * @param domain of an account that is named without one
     * @return nothing if it is of another scheme or malformed
     */
    static Optional<BasicCredentials> parse(String authorization, String domain) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString(); // RFC 7617 §2.1
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(account(text.substring(0, colon), domain))
                            .filter(Jid::hasLocal)
                            .map(account -> new BasicCredentials(account, text.substring(colon + 1)));
        } catch (IllegalArgumentException | InvalidJidException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private static Jid account(String name, String domain) {
        return name.contains("@") ? Jid.parse(name).bare() : Jid.of(name, domain);
    }
}
