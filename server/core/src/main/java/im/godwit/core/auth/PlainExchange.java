package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.Optional;

/** PLAIN (RFC 4616): one message of {@code [authzid] NUL authcid NUL password}. Offered only under encryption. */
final class PlainExchange implements SaslExchange {
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
        if (account.isEmpty() || !PasswordLogin.matches(verifiers, account.get(), parts[2])) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        return identities.authorise(account.get(), parts[0], Optional.empty());
    }
}
