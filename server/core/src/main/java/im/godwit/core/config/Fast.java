package im.godwit.core.config;

import im.godwit.core.auth.FastTokens;
import java.time.Duration;

/**
 * Tokens with which clients log in again (XEP-0484).
 *
 * @param lifetime of a token
 * @param rotation the age from which on a token that is used is replaced
 * @param clientsPerAccount that can have one; with 0 there are none
 */
public record Fast(Duration lifetime, Duration rotation, int clientsPerAccount) {
    static final Fast DEFAULTS = new Fast(
            FastTokens.Options.DEFAULTS.lifetime(),
            FastTokens.Options.DEFAULTS.rotation(),
            FastTokens.Options.DEFAULTS.clients());

    public Fast {
        Range.check("clients-per-account", clientsPerAccount, 0, 1000);
        if (!lifetime.isPositive() || rotation.isNegative() || rotation.compareTo(lifetime) >= 0) {
            throw new IllegalArgumentException("lifetime is " + lifetime + " and rotation " + rotation
                    + ", but a token must be replaced before it is over");
        }
    }

    /** For the tokens. */
    public FastTokens.Options options() {
        return new FastTokens.Options(lifetime, rotation, clientsPerAccount);
    }
}
