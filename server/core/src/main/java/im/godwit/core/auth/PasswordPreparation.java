package im.godwit.core.auth;

import im.godwit.stanza.Condition;
import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/** Passwords by the OpaqueString profile of RFC 8265 §4.2, which also prepares what SASLprep clients send. */
final class PasswordPreparation {
    private static final int MAX_LENGTH = 1024;

    private PasswordPreparation() {}

    /** The prepared password; nothing if it is empty, too long or holds forbidden characters. */
    static Optional<String> prepare(String password) {
        if (password.isEmpty() || password.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(PrecisProfiles.OPAQUE_STRING.enforce(password)).filter(p -> !p.isEmpty());
        } catch (RuntimeException refused) { // the library's own and IllegalArgumentException
            return Optional.empty();
        }
    }

    static String require(String password) {
        return prepare(password)
                .orElseThrow(() -> Condition.NOT_ACCEPTABLE
                        .error("this password cannot be used: it is empty, too long or holds forbidden characters")
                        .thrown());
    }
}
