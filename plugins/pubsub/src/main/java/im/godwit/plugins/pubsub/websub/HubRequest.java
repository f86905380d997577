package im.godwit.plugins.pubsub.websub;

import im.godwit.http.Endpoints;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscriber asks of the hub (§5.1).
 *
 * @param topic the address that it names
 * @param lease how long it wants the subscription; none for the hub to choose
 */
record HubRequest(Mode mode, String topic, URI callback, Optional<Duration> lease, Optional<String> secret) {
    /** Longer ones are longer than any web server takes. */
    private static final int CALLBACK = 2048;

    /** §5.1: a secret is less than 200 bytes. */
    private static final int SECRET = 200;

    enum Mode {
        SUBSCRIBE("subscribe"),
        UNSUBSCRIBE("unsubscribe");

        private final String parameter;

        Mode(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /**
     * Reads the form that a subscriber posts.
     *
     * @throws HubException if it is none, with words for who wrote the subscriber
     */
    static HubRequest of(byte[] form, Endpoints endpoints) {
        Map<String, String> parameters = parameters(new String(form, StandardCharsets.UTF_8));
        Mode mode = switch (parameters.getOrDefault("hub.mode", "")) {
            case "subscribe" -> Mode.SUBSCRIBE;
            case "unsubscribe" -> Mode.UNSUBSCRIBE;
            default -> throw HubException.badRequest("hub.mode is subscribe or unsubscribe.");
        };
        Optional<String> secret = Optional.ofNullable(parameters.get("hub.secret"));
        if (secret.filter(text -> text.getBytes(StandardCharsets.UTF_8).length >= SECRET)
                .isPresent()) {
            throw HubException.badRequest("hub.secret is less than 200 bytes long.");
        }
        return new HubRequest(
                mode,
                Optional.ofNullable(parameters.get("hub.topic"))
                        .orElseThrow(() -> HubException.badRequest("hub.topic is missing.")),
                callback(parameters.getOrDefault("hub.callback", ""), endpoints),
                Optional.ofNullable(parameters.get("hub.lease_seconds")).map(HubRequest::seconds),
                secret);
    }

    private static URI callback(String text, Endpoints endpoints) {
        if (text.length() > CALLBACK) {
            throw HubException.badRequest("hub.callback is longer than " + CALLBACK + " characters.");
        }
        return endpoints
                .parse(text)
                .orElseThrow(() -> HubException.badRequest("hub.callback is an https URL of your web server."));
    }

    private static Duration seconds(String text) {
        if (!text.matches("[1-9]\\d{0,9}")) {
            throw HubException.badRequest("hub.lease_seconds is a number of seconds.");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** The parameters of a form; of one that comes several times, the last. */
    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            throw HubException.badRequest("The content is no form (application/x-www-form-urlencoded).");
        }
    }
}
