package im.godwit.core.auth;

/**
 * How many visitors without an account a domain lets in (XEP-0175 §2).
 *
 * @param accounts anonymous accounts at once; 0 does not offer the mechanism
 * @param perAddress of them, those from one IPv4 address or one IPv6 /64 network
 */
public record AnonymousLimits(int accounts, int perAddress) {
    /** Nobody, as is the default (XEP-0175 §2). */
    public static final AnonymousLimits NOBODY = new AnonymousLimits(0, 0);
}
