package im.godwit.core.auth;

import im.godwit.core.auth.BearerTokens.Flaw;
import im.godwit.core.auth.BearerTokens.Verdict;
import im.godwit.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** OAUTHBEARER (RFC 7628): one message with a token; where that is not good, one more that ends it. */
final class BearerExchange implements SaslExchange {
    /** In bytes. Tokens that name many groups have some thousands. */
    private static final int MAX_MESSAGE = 16 * 1024;

    private final BearerLogins logins;
    private final Identities identities;
    private final Consumer<Jid> wanted;
    private boolean refused;

    /**
     * Begins an exchange.
     *
     * @param wanted is told who the client wants to be before anything is checked
     */
    BearerExchange(BearerLogins logins, Identities identities, Consumer<Jid> wanted) {
        this.logins = logins;
        this.identities = identities;
        this.wanted = wanted;
    }

    @Override
    public SaslStep next(byte[] message) {
        if (refused) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED); // §3.2.3: whatever the client says to that
        }
        if (message.length > MAX_MESSAGE) {
            return new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
        }
        return BearerMessage.of(message)
                .map(this::check)
                .orElseGet(() -> new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST));
    }

    private SaslStep check(BearerMessage said) {
        if (said.token().isEmpty()) {
            return refuse(Flaw.INVALID_TOKEN); // §4.3: so a client asks what it needs
        }
        return switch (logins.tokens().check(said.token(), name -> account(name).ifPresent(wanted))) {
            case Verdict.Good(String name) ->
                account(name)
                        .map(account -> admit(account, said.authzid()))
                        .orElseGet(() -> refuse(Flaw.INVALID_TOKEN));
            case Verdict.Bad(Flaw flaw) -> refuse(flaw);
            case Verdict.Unknown() -> new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE); // RFC 6120 §6.5.11
        };
    }

    /** A name, or the address of an account of this domain. */
    private Optional<Jid> account(String name) {
        return name.contains("@")
                ? Jid.tryParse(name)
                        .filter(jid -> jid.hasLocal() && jid.isBare())
                        .filter(jid -> jid.domainJid().equals(identities.domain()))
                : identities.account(name);
    }

    private SaslStep admit(Jid account, String authzid) {
        SaslStep step = identities.authorise(account, authzid, Optional.empty());
        return switch (step) {
            case SaslStep.Success _ -> logins.admits(account) ? step : refuse(Flaw.INVALID_TOKEN);
            case SaslStep.Challenge _, SaslStep.Failure _ -> step;
        };
    }

    /** §3.2.2: the client learns why, and what it needs, before it fails. */
    private SaslStep refuse(Flaw flaw) {
        refused = true;
        return new SaslStep.Challenge(logins.error(flaw).getBytes(StandardCharsets.UTF_8));
    }
}
