package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An exchange that counts its failures, and goes no further where there were too many. It learns from the mechanism who
 * the client wants to be, before anything of that account is looked at.
 */
final class LimitedExchange implements SaslExchange {
    private final LoginLimits limits;
    private final InetAddress from;
    private final SaslExchange exchange;

    /** Goes through a mechanism, out to the exchange that it belongs to; no stack trace. */
    private static final class TooManyFailuresException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyFailuresException() {
            super("too many failed logins", null, false, false);
        }
    }

    /**
     * Makes an exchange.
     *
     * @param mechanism makes the mechanism's exchange, which tells who the client wants to be; the telling may throw,
     *     out to here
     */
    LimitedExchange(LoginLimits limits, InetAddress from, Function<Consumer<Jid>, SaslExchange> mechanism) {
        this.limits = limits;
        this.from = from;
        this.exchange = mechanism.apply(this::begin);
    }

    private void begin(Jid wanted) {
        if (!limits.begin(from, wanted)) {
            throw new TooManyFailuresException();
        }
    }

    @Override
    public SaslStep next(byte[] message) {
        SaslStep step;
        try {
            step = exchange.next(message);
        } catch (TooManyFailuresException refused) {
            return new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE); // RFC 6120 §6.5.11
        }
        switch (step) {
            case SaslStep.Success success -> limits.succeeded(from, success.account());
            case SaslStep.Failure failure -> {
                if (failure.tested()) {
                    limits.failed(from);
                }
            }
            case SaslStep.Challenge _ -> {
                // the client's turn
            }
        }
        return step;
    }
}
