package im.godwit.plugins.contactaddresses;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The options of the plugin: URIs such as {@code mailto:abuse@example.org} or {@code xmpp:admin@example.org}, by what
 * they are for (XEP-0157 §3).
 *
 * @param status pages that tell how the server is
 */
public record ContactAddresses(
        List<String> abuse,
        List<String> admin,
        List<String> feedback,
        List<String> sales,
        List<String> security,
        List<String> status,
        List<String> support) {
    /** None. */
    public static final ContactAddresses DEFAULTS =
            new ContactAddresses(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public ContactAddresses {
        check("abuse", abuse);
        check("admin", admin);
        check("feedback", feedback);
        check("sales", sales);
        check("security", security);
        check("status", status);
        check("support", support);
    }

    private static void check(String key, List<String> addresses) {
        // the message begins with the option's key, by which its line is found
        for (String address : addresses) {
            if (!isAbsolute(address)) {
                throw new IllegalArgumentException(
                        key + " holds \"" + address + "\"; write URIs such as mailto:" + key + "@example.org");
            }
        }
    }

    private static boolean isAbsolute(String address) {
        try {
            return new URI(address).isAbsolute();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** The fields of the form, without those that have no address. */
    SequencedMap<String, List<String>> fields() {
        SequencedMap<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("abuse-addresses", abuse);
        fields.put("admin-addresses", admin);
        fields.put("feedback-addresses", feedback);
        fields.put("sales-addresses", sales);
        fields.put("security-addresses", security);
        fields.put("status-addresses", status);
        fields.put("support-addresses", support);
        fields.values().removeIf(List::isEmpty);
        return fields;
    }
}
