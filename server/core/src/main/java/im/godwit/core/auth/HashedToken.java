package im.godwit.core.auth;

import im.godwit.plugin.Implements;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mechanisms that check a token in one round trip (draft-schmaus-kitten-sasl-ht-09), those that bind the channel
 * first: clients must prefer them (XEP-0484 §7).
 */
@Implements(value = "draft-schmaus-kitten-sasl-ht-09", without = "tls-unique, which TLS 1.3 does not have")
public enum HashedToken {
    /** Bound to the keys of the TLS session (RFC 9266). */
    EXPR("HT-SHA-256-EXPR", Optional.of("tls-exporter")),
    /** Bound to the certificate of the server (RFC 5929 §4). */
    ENDP("HT-SHA-256-ENDP", Optional.of("tls-server-end-point")),
    /** Not bound, for clients that know nothing of TLS, such as those in browsers. */
    NONE("HT-SHA-256-NONE", Optional.empty());

    private static final ScramHash HASH = ScramHash.SHA_256;

    private final String mechanism;
    private final Optional<String> bindingType;

    HashedToken(String mechanism, Optional<String> bindingType) {
        this.mechanism = mechanism;
        this.bindingType = bindingType;
    }

    /** The mechanism's name. */
    public String mechanism() {
        return mechanism;
    }

    /** Those that can be used on a connection. */
    public static List<HashedToken> of(ChannelBinding binding) {
        return Stream.of(values())
                .filter(token ->
                        binding.types().containsAll(token.bindingType.stream().toList()))
                .toList();
    }

    /** The data of the channel that is authenticated with the token (§3.1); the mechanism can be used on it. */
    byte[] bound(ChannelBinding binding) {
        return bindingType.flatMap(binding::data).orElse(new byte[0]);
    }

    /** What the client sends in place of the token (§3.1). */
    static byte[] initiator(byte[] token, byte[] bound) {
        return hmac(token, "Initiator", bound);
    }

    /** What the server proves with that it knows the token (§3.3). */
    static byte[] responder(byte[] token, byte[] bound) {
        return hmac(token, "Responder", bound);
    }

    private static byte[] hmac(byte[] token, String role, byte[] bound) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(role.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(bound);
        return HASH.hmac(token, message.toByteArray());
    }
}
