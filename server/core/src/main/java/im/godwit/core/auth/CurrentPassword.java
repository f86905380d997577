package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Lets in only who knows the password that holds at the end of the exchange. A client may begin with the old one, wait
 * until it is changed, and finish then; it would get a token that outlives what the change was made for.
 */
final class CurrentPassword implements SaslExchange {
    private final Verifiers verifiers;
    private final SaslExchange exchange;
    private BooleanSupplier unchanged = () -> true;

    /**
     * Makes an exchange.
     *
     * @param mechanism makes the mechanism's exchange, which asks the verifiers that it is given
     */
    CurrentPassword(Verifiers verifiers, Function<Verifiers, SaslExchange> mechanism) {
        this.verifiers = verifiers;
        this.exchange = mechanism.apply(this::find);
    }

    private Verifier find(Jid account, ScramHash hash) {
        Verifier found = verifiers.find(account, hash);
        // each password has a salt of its own
        unchanged = () -> MessageDigest.isEqual(
                found.salt(), verifiers.find(account, hash).salt());
        return found;
    }

    @Override
    public SaslStep begin() {
        return exchange.begin();
    }

    @Override
    public SaslStep next(byte[] message) {
        SaslStep step = exchange.next(message);
        return switch (step) {
            case SaslStep.Success _ ->
                unchanged.getAsBoolean() ? step : new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
            case SaslStep.Challenge _, SaslStep.Failure _ -> step;
        };
    }
}
