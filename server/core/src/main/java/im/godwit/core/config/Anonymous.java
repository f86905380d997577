package im.godwit.core.config;

import im.godwit.core.auth.AnonymousLimits;
import im.godwit.jid.Jid;
import java.util.List;

/**
 * People who come without an account (XEP-0175).
 *
 * @param domains which let them in, some of those that are served
 * @param maxAccounts of theirs, at once in one domain
 * @param accountsPerAddress of theirs, from one address
 */
public record Anonymous(List<String> domains, int maxAccounts, int accountsPerAddress) {
    static final Anonymous DEFAULTS = new Anonymous(List.of(), 1000, 20);

    public Anonymous {
        Range.check("max-accounts", maxAccounts, 1, 100_000);
        Range.check("accounts-per-address", accountsPerAddress, 1, 100_000);
    }

    /** What holds for one domain. */
    public AnonymousLimits limits(Jid domain) {
        return domains.stream().map(Jid::ofDomain).anyMatch(domain::equals)
                ? new AnonymousLimits(maxAccounts, accountsPerAddress)
                : AnonymousLimits.NOBODY;
    }
}
