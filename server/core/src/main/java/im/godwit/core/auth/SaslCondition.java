package im.godwit.core.auth;

import java.util.Locale;

/** The defined conditions of SASL failures (RFC 6120 §6.5). */
public enum SaslCondition {
    ABORTED,
    ACCOUNT_DISABLED,
    CREDENTIALS_EXPIRED,
    ENCRYPTION_REQUIRED,
    INCORRECT_ENCODING,
    INVALID_AUTHZID,
    INVALID_MECHANISM,
    MALFORMED_REQUEST,
    MECHANISM_TOO_WEAK,
    NOT_AUTHORIZED,
    TEMPORARY_AUTH_FAILURE;

    /** The element's local name. */
    public String local() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
