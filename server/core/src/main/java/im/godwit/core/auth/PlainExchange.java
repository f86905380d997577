package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.security.MessageDigest;
import java.util.Optional;

/** PLAIN (RFC 4616): one message of {@code [authzid] NUL authcid NUL password}. Offered only under encryption. */
final class PlainExchange implements SaslExchange {
    /** The cheapest verifier that is kept: the client has shown the password itself. */
    private static final ScramHash HASH = ScramHash.SHA_1;

    private final Verifiers verifiers;
    private final Identities identities;

    PlainExchange(Verifiers verifiers, Identities identities) {
        this.verifiers = verifiers;
        this.identities = identities;
    }

    @Override
    public SaslStep next(byte[] message) {
        String[] parts = Utf8Text.of(message).map(t -> t.split("\0", -1)).orElse(new String[0]);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
            return new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
        }
        Optional<Jid> account = identities.account(parts[1]);
        Optional<String> password = PasswordPreparation.prepare(parts[2]);
        if (account.isEmpty() || password.isEmpty()) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        Verifier kept = verifiers.find(account.get(), HASH);
        Verifier shown = HASH.verifier(password.get(), kept.salt(), kept.iterations());
        if (!MessageDigest.isEqual(kept.storedKey(), shown.storedKey())) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        return identities.authorise(account.get(), parts[0], Optional.empty());
    }
}
