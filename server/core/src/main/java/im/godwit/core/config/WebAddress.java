package im.godwit.core.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What the configuration takes for an address of the web. */
final class WebAddress {
    private WebAddress() {}

    /**
     * Refuses what is no absolute URL of one of these schemes.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static void check(String key, Optional<String> url, String... schemes) {
        if (url.filter(it -> !isOf(it, Set.of(schemes))).isPresent()) {
            throw new IllegalArgumentException(
                    key + " must begin with " + String.join(":// or ", schemes) + "://, not be \"" + url.get() + "\"");
        }
    }

    private static boolean isOf(String url, Set<String> schemes) {
        try {
            URI uri = URI.create(url);
            return uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
