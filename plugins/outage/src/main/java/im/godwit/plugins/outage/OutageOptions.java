package im.godwit.plugins.outage;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Options of the plugin.
 *
 * @param addresses where the status of the service can be read by anybody, on another machine than this one
 */
record OutageOptions(List<String> addresses) {
    static final OutageOptions DEFAULTS = new OutageOptions(List.of());

    private static final Set<String> SCHEMES = Set.of("http", "https");

    OutageOptions {
        addresses = List.copyOf(addresses);
        for (String address : addresses) {
            if (!isWebAddress(address)) {
                throw new IllegalArgumentException("addresses has \"" + address
                        + "\", which is no address such as https://example.net/status.json");
            }
        }
    }

    /** XEP-0455 §2.1. */
    private static boolean isWebAddress(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
