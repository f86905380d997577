package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.Optional;
import java.util.function.Supplier;

/** ANONYMOUS (RFC 4505): one message, the trace, which may be empty and means nothing to the server. */
final class AnonymousExchange implements SaslExchange {
    /** RFC 4505 §2: in characters. */
    private static final int MAX_TRACE = 255;

    private final Supplier<Optional<Jid>> admission;

    /**
     * Makes an exchange.
     *
     * @param admission makes an account; none if there are too many
     */
    AnonymousExchange(Supplier<Optional<Jid>> admission) {
        this.admission = admission;
    }

    /** XEP-0175 §3: who sends no trace is let in at once, without being asked for one. */
    @Override
    public SaslStep begin() {
        return admit();
    }

    @Override
    public SaslStep next(byte[] message) {
        // XEP-0175 §2: the trace must not be used for anything but tracing, for which nobody here has a use
        boolean sound = Utf8Text.of(message).filter(AnonymousExchange::isTrace).isPresent();
        return sound ? admit() : new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
    }

    private static boolean isTrace(String text) {
        return text.codePointCount(0, text.length()) <= MAX_TRACE
                && text.chars().noneMatch(Character::isISOControl); // RFC 4505 §3
    }

    private SaslStep admit() {
        return admission
                .get()
                .<SaslStep>map(account -> new SaslStep.Success(account, Optional.empty()))
                .orElseGet(() -> new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE)); // RFC 6120 §6.5.11
    }
}
