package im.godwit.core.auth;

/**
 * Lets in who has proven who it is only if the account is not disabled (RFC 6120 §6.5.2); somebody else learns nothing
 * of that.
 */
record EnabledOnly(SaslExchange exchange, Verifiers verifiers) implements SaslExchange {
    @Override
    public SaslStep next(byte[] message) {
        SaslStep step = exchange.next(message);
        return switch (step) {
            case SaslStep.Success success ->
                verifiers.isEnabled(success.account()) ? step : new SaslStep.Failure(SaslCondition.ACCOUNT_DISABLED);
            case SaslStep.Challenge _, SaslStep.Failure _ -> step;
        };
    }
}
