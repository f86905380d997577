package im.godwit.plugins.externalservices;

import java.time.Duration;
import java.util.List;

/**
 * Options of the plugin.
 *
 * @param services URIs such as {@code turn:turn.example.org:3478?transport=udp}
 * @param secret what the TURN servers share with this one; empty where they want no password
 * @param lifetime how long a password is good
 */
public record ExternalServicesOptions(List<String> services, String secret, Duration lifetime) {
    /** No services. */
    public static final ExternalServicesOptions DEFAULTS =
            new ExternalServicesOptions(List.of(), "", Duration.ofHours(12));

    public ExternalServicesOptions {
        // the message begins with the option's key, by which its line is found
        for (String service : services) {
            try {
                ExternalService.parse(service);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "services holds \"" + service
                                + "\"; write URIs such as stun:stun.example.org:3478 or"
                                + " turn:turn.example.org:3478?transport=udp",
                        malformed);
            }
        }
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("lifetime must be at least a minute");
        }
    }
}
