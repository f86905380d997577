package im.godwit.stanza;

import java.util.Locale;

/** The defined conditions of stanza errors with the error type that goes with each (RFC 6120 §8.3.3). */
public enum Condition {
    BAD_REQUEST(ErrorType.MODIFY),
    CONFLICT(ErrorType.CANCEL),
    FEATURE_NOT_IMPLEMENTED(ErrorType.CANCEL),
    FORBIDDEN(ErrorType.AUTH),
    GONE(ErrorType.CANCEL),
    INTERNAL_SERVER_ERROR(ErrorType.CANCEL),
    ITEM_NOT_FOUND(ErrorType.CANCEL),
    JID_MALFORMED(ErrorType.MODIFY),
    NOT_ACCEPTABLE(ErrorType.MODIFY),
    NOT_ALLOWED(ErrorType.CANCEL),
    NOT_AUTHORIZED(ErrorType.AUTH),
    POLICY_VIOLATION(ErrorType.MODIFY),
    RECIPIENT_UNAVAILABLE(ErrorType.WAIT),
    REDIRECT(ErrorType.MODIFY),
    REGISTRATION_REQUIRED(ErrorType.AUTH),
    REMOTE_SERVER_NOT_FOUND(ErrorType.CANCEL),
    REMOTE_SERVER_TIMEOUT(ErrorType.WAIT),
    RESOURCE_CONSTRAINT(ErrorType.WAIT),
    SERVICE_UNAVAILABLE(ErrorType.CANCEL),
    SUBSCRIPTION_REQUIRED(ErrorType.AUTH),
    UNDEFINED_CONDITION(ErrorType.CANCEL),
    UNEXPECTED_REQUEST(ErrorType.WAIT);

    private final ErrorType usualType;

    Condition(ErrorType usualType) {
        this.usualType = usualType;
    }

    /** The type that RFC 6120 recommends with this condition. */
    public ErrorType usualType() {
        return usualType;
    }

    /** The element's local name. */
    public String local() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An error of this condition with its usual type and nothing else. */
    public StanzaError error() {
        return StanzaError.of(this);
    }

    /** An error of this condition with a text for people. */
    public StanzaError error(String text) {
        return StanzaError.of(this, text);
    }
}
