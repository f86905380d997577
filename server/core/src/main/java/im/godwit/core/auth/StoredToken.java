package im.godwit.core.auth;

import java.security.MessageDigest;
import java.time.Instant;

/**
 * A token as it is on disk. Where no channel is bound, the client says the same each time, so that a hash of it is
 * enough, with which nobody can log in. With a bound channel it says something new each time, which only the token
 * itself can check.
 *
 * @param secret the token, or the hash of what the client says
 * @param answer what the server says, where that is the same each time; else nothing
 * @param lastCount the highest count that was used with it
 */
record StoredToken(
        HashedToken mechanism, byte[] secret, byte[] answer, long lastCount, Instant issued, Instant expiry) {
    /** No count yet: clients begin with 1, or with the 0 to which they reset it (XEP-0484 §3.4). */
    static final long UNCOUNTED = -1;

    private static final byte[] NOTHING = {};

    /** A new one. */
    static StoredToken of(HashedToken mechanism, byte[] token, Instant issued, Instant expiry) {
        return switch (mechanism) {
            case NONE ->
                new StoredToken(
                        mechanism,
                        hash(HashedToken.initiator(token, NOTHING)),
                        HashedToken.responder(token, NOTHING),
                        UNCOUNTED,
                        issued,
                        expiry);
            case EXPR, ENDP -> new StoredToken(mechanism, token, NOTHING, UNCOUNTED, issued, expiry);
        };
    }

    /** Whether who said this knows the token; takes the same time whatever differs (XEP-0484 §7). */
    boolean isProvenBy(byte[] said, byte[] bound) {
        return switch (mechanism) {
            case NONE -> MessageDigest.isEqual(secret, hash(said));
            case EXPR, ENDP -> MessageDigest.isEqual(HashedToken.initiator(secret, bound), said);
        };
    }

    byte[] answer(byte[] bound) {
        return switch (mechanism) {
            case NONE -> answer;
            case EXPR, ENDP -> HashedToken.responder(secret, bound);
        };
    }

    private static byte[] hash(byte[] said) {
        return ScramHash.SHA_256.hash(said);
    }
}
