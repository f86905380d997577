package im.godwit.core.stream;

import im.godwit.core.auth.SaslCondition;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Base64;
import java.util.Optional;

/** The two ways in which XMPP carries SASL. They differ in elements, not in mechanisms. */
enum SaslProfile {
    /** RFC 6120 §6. */
    SASL(Namespaces.SASL),
    /** XEP-0388. */
    SASL2(Sasl2.NAMESPACE);

    private final String namespace;

    SaslProfile(String namespace) {
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    Element challenge(byte[] bytes) {
        Name name = new Name(namespace, "challenge");
        return bytes.length == 0
                ? Element.of(name)
                : Element.of(name, Base64.getEncoder().encodeToString(bytes));
    }

    /** The condition is RFC 6120's in both (XEP-0388 §2.6.2). */
    Element failure(SaslCondition condition) {
        return Element.builder(namespace, "failure")
                .add(Element.of(new Name(Namespaces.SASL, condition.local())))
                .build();
    }

    /** The bytes of an element's text, in base64; nothing if it is not. */
    Optional<byte[]> decode(Element element) {
        String text = element.text();
        return switch (this) {
            // RFC 6120 §6.4.2: a lone equals sign is an empty message
            case SASL -> text.equals("=") ? Optional.of(new byte[0]) : base64(element, text);
            case SASL2 -> base64(element, text.strip()); // XEP-0388 §2.2: whitespace is only discouraged
        };
    }

    private static Optional<byte[]> base64(Element element, String text) {
        try {
            return element.elements().isEmpty()
                    ? Optional.of(Base64.getDecoder().decode(text))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
