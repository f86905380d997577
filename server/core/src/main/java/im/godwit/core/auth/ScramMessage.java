package im.godwit.core.auth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The messages of a SCRAM client (RFC 5802 §5.1), read by the grammar of §7 and nothing wider. */
final class ScramMessage {
    private static final Pattern BINDING_FLAG = Pattern.compile("[ny]|p=[A-Za-z0-9.-]+");

    /** Optional extensions are ignored; "m" would be a mandatory one, of which there are none. */
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z&&[^m]]=.+", Pattern.DOTALL);

    private static final Pattern NONCE = Pattern.compile("[!-~&&[^,]]+");

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
        return Utf8Text.of(message).filter(text -> text.indexOf('\0') < 0).flatMap(ScramMessage::first);
    }

    private static Optional<ClientFirst> first(String text) {
        String[] parts = text.split(",", 3);
        if (parts.length < 3 || !BINDING_FLAG.matcher(parts[0]).matches()) {
            return Optional.empty();
        }
        String bare = parts[2];
        List<String> attributes = List.of(bare.split(",", -1));
        if (attributes.size() < 2 || !areExtensions(attributes.subList(2, attributes.size()))) {
            return Optional.empty();
        }
        Optional<String> authzid = authzid(parts[1]);
        Optional<String> user = saslName('n', attributes.get(0));
        Optional<String> nonce = nonce(attributes.get(1));
        if (authzid.isEmpty() || user.isEmpty() || nonce.isEmpty()) {
            return Optional.empty();
        }
        String header = text.substring(0, text.length() - bare.length());
        char flag = parts[0].charAt(0);
        String bindingType = flag == 'p' ? parts[0].substring(2) : "";
        return Optional.of(new ClientFirst(header, flag, bindingType, authzid.get(), bare, user.get(), nonce.get()));
    }

    /** The identity in a GS2 header (RFC 5801 §4): empty, or {@code a=} and a name. */
    static Optional<String> authzid(String text) {
        return text.isEmpty() ? Optional.of("") : saslName('a', text);
    }

    static Optional<ClientFinal> last(byte[] message) {
        return Utf8Text.of(message).flatMap(ScramMessage::last);
    }

    private static Optional<ClientFinal> last(String text) {
        List<String> attributes = List.of(text.split(",", -1));
        if (attributes.size() < 3 || !areExtensions(attributes.subList(2, attributes.size() - 1))) {
            return Optional.empty();
        }
        String proof = attributes.getLast();
        Optional<String> binding = value('c', attributes.get(0));
        Optional<String> nonce = nonce(attributes.get(1));
        if (binding.isEmpty() || nonce.isEmpty() || value('p', proof).isEmpty()) {
            return Optional.empty();
        }
        String withoutProof = text.substring(0, text.length() - proof.length() - 1);
        return Optional.of(new ClientFinal(withoutProof, binding.get(), nonce.get(), proof.substring(2)));
    }

    private static boolean areExtensions(List<String> attributes) {
        return attributes.stream()
                .allMatch(attribute -> EXTENSION.matcher(attribute).matches());
    }

    /** The value of an attribute, if it is this one and has any. */
    private static Optional<String> value(char name, String attribute) {
        boolean present = attribute.length() > 2 && attribute.charAt(0) == name && attribute.charAt(1) == '=';
        return present ? Optional.of(attribute.substring(2)) : Optional.empty();
    }

    private static Optional<String> nonce(String attribute) {
        return value('r', attribute).filter(nonce -> NONCE.matcher(nonce).matches());
    }

    /** §5.1: {@code =2C} and {@code =3D} stand for comma and equals sign, anything else with "=" is malformed. */
    private static Optional<String> saslName(char name, String attribute) {
        return value(name, attribute)
                .filter(text -> !text.replace("=2C", "").replace("=3D", "").contains("="))
                .map(text -> text.replace("=2C", ",").replace("=3D", "="));
    }
}
