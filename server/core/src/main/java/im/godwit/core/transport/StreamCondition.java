package im.godwit.core.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The defined conditions of stream errors (RFC 6120 §4.9.3). */
public enum StreamCondition {
    BAD_FORMAT,
    BAD_NAMESPACE_PREFIX,
    CONFLICT,
    CONNECTION_TIMEOUT,
    HOST_GONE,
    HOST_UNKNOWN,
    IMPROPER_ADDRESSING,
    INTERNAL_SERVER_ERROR,
    INVALID_FROM,
    INVALID_NAMESPACE,
    INVALID_XML,
    NOT_AUTHORIZED,
    NOT_WELL_FORMED,
    POLICY_VIOLATION,
    REMOTE_CONNECTION_FAILED,
    RESET,
    RESOURCE_CONSTRAINT,
    RESTRICTED_XML,
    SEE_OTHER_HOST,
    SYSTEM_SHUTDOWN,
    UNDEFINED_CONDITION,
    UNSUPPORTED_ENCODING,
    UNSUPPORTED_FEATURE,
    UNSUPPORTED_STANZA_TYPE,
    UNSUPPORTED_VERSION;

    /** The element's local name. */
    public String local() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The condition whose element has this local name, if one is defined. */
    public static Optional<StreamCondition> named(String local) {
        return Arrays.stream(values())
                .filter(condition -> condition.local().equals(local))
                .findFirst();
    }

    /** An error of this condition without a text. */
    public StreamError error() {
        return new StreamError(this, Optional.empty());
    }

    /** An error of this condition with a text for people. */
    public StreamError error(String text) {
        return new StreamError(this, Optional.of(text));
    }
}
