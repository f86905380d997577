package im.godwit.core.config;

import java.util.Optional;

/**
 * Where web clients go when this gateway goes. Each component is a key of {@code http.see-other}, which the
 * configuration file explains.
 *
 * @param when who is sent there
 */
public record SeeOther(Optional<String> websocketUrl, Optional<String> boshUrl, When when) {
    static final SeeOther DEFAULTS = new SeeOther(Optional.empty(), Optional.empty(), When.STOPPING);

    /** Who is sent to the other addresses. */
    public enum When {
        /** Who is connected when the gateway stops. */
        STOPPING,
        /** Whoever comes: the gateway has moved for good. */
        ALWAYS
    }

    public SeeOther {
        // RFC 7395 §3.6.1: nobody is sent from an encrypted connection to one that is not
        WebAddress.check("websocket-url", websocketUrl, "wss", "https");
        WebAddress.check("bosh-url", boshUrl, "https");
        if (when == When.ALWAYS && (websocketUrl.isEmpty() || boshUrl.isEmpty())) {
            throw new IllegalArgumentException("when is always: set both websocket-url and bosh-url");
        }
    }
}
