package im.godwit.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes of SCRAM messages (RFC 5802 §5.1, §7). */
final class ScramMessage {
    private ScramMessage() {}

    /**
     * The client's first message.
     *
     * @param gs2Header all before the bare message, commas included; comes back in the final message
     * @param flag {@code n}, {@code y} or {@code p}
     * @param bindingType after {@code p=}; empty otherwise
     * @param bare the message from {@code n=} on
     */
    record ClientFirst(
            String gs2Header, char flag, String bindingType, String authzid, String bare, String user, String nonce) {}

    /**
     * The client's final message.
     *
     * @param withoutProof all before {@code ,p=}
     */
    record ClientFinal(String withoutProof, String binding, String nonce, String proof) {}

    static Optional<ClientFirst> first(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        String[] parts = text.split(",", 3);
        if (parts.length < 3 || parts[0].isEmpty() || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        char flag = parts[0].charAt(0);
        boolean bound = flag == 'p' && parts[0].startsWith("p=") && parts[0].length() > 2;
        boolean unbound = (flag == 'n' || flag == 'y') && parts[0].length() == 1;
        boolean named = parts[1].startsWith("a=");
        if (!bound && !unbound || !named && !parts[1].isEmpty()) {
            return Optional.empty();
        }
        String bare = parts[2];
        Map<Character, String> attributes = attributes(bare);
        // §5.1: "m" is reserved for mandatory extensions, of which there are none; the order is fixed
        if (attributes.containsKey('m') || !bare.startsWith("n=") || !attributes.containsKey('r')) {
            return Optional.empty();
        }
        Optional<String> user = unescape(attributes.get('n'));
        Optional<String> authzid = unescape(named ? parts[1].substring(2) : "");
        String nonce = attributes.get('r');
        if (user.isEmpty() || user.get().isEmpty() || authzid.isEmpty() || !isPrintable(nonce)) {
            return Optional.empty();
        }
        String header = text.substring(0, text.length() - bare.length());
        return Optional.of(new ClientFirst(
                header, flag, bound ? parts[0].substring(2) : "", authzid.get(), bare, user.get(), nonce));
    }

    static Optional<ClientFinal> last(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        int proof = text.lastIndexOf(",p=");
        Map<Character, String> attributes = attributes(text);
        if (proof < 0 || !text.startsWith("c=") || !attributes.containsKey('r') || attributes.containsKey('m')) {
            return Optional.empty();
        }
        return Optional.of(new ClientFinal(
                text.substring(0, proof), attributes.get('c'), attributes.get('r'), text.substring(proof + 3)));
    }

    private static Map<Character, String> attributes(String message) {
        Map<Character, String> attributes = new LinkedHashMap<>();
        for (String part : message.split(",")) {
            if (part.length() >= 2 && part.charAt(1) == '=') {
                attributes.putIfAbsent(part.charAt(0), part.substring(2));
            }
        }
        return attributes;
    }

    /** §5.1: {@code =2C} and {@code =3D} stand for comma and equals sign, anything else with "=" is malformed. */
    private static Optional<String> unescape(String name) {
        String rest = name.replace("=2C", "").replace("=3D", "");
        return rest.contains("=")
                ? Optional.empty()
                : Optional.of(name.replace("=2C", ",").replace("=3D", "="));
    }

    private static boolean isPrintable(String nonce) {
        return !nonce.isEmpty() && nonce.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',');
    }
}
