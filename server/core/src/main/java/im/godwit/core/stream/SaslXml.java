package im.godwit.core.stream;

import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.auth.SaslCondition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The elements of SASL negotiation (RFC 6120 §6.4) and of channel-binding discovery (XEP-0440). */
final class SaslXml {
    private static final String BINDINGS = "urn:xmpp:sasl-cb:0";

    private SaslXml() {}

    static Element mechanisms(List<String> names) {
        ElementBuilder mechanisms = Element.builder(Namespaces.SASL, "mechanisms");
        names.forEach(name -> mechanisms.child("mechanism", name));
        return mechanisms.build();
    }

    /** XEP-0440 §4: which channel bindings the server can check. */
    static Optional<Element> bindings(ChannelBinding binding) {
        if (binding.types().isEmpty()) {
            return Optional.empty();
        }
        ElementBuilder list = Element.builder(BINDINGS, "sasl-channel-binding");
        binding.types().stream()
                .sorted()
                .forEach(type -> list.child("channel-binding", child -> child.attribute("type", type)));
        return Optional.of(list.build());
    }

    static Element challenge(byte[] bytes) {
        return withContent("challenge", bytes);
    }

    static Element success(Optional<byte[]> bytes) {
        return bytes.map(b -> withContent("success", b))
                .orElseGet(() -> Element.of(new Name(Namespaces.SASL, "success")));
    }

    private static Element withContent(String local, byte[] bytes) {
        Name name = new Name(Namespaces.SASL, local);
        return bytes.length == 0
                ? Element.of(name)
                : Element.of(name, Base64.getEncoder().encodeToString(bytes));
    }

    static Element failure(SaslCondition condition) {
        return Element.builder(Namespaces.SASL, "failure")
                .child(condition.local())
                .build();
    }

    /** §6.4.2: base64 by RFC 4648 §4, a lone equals sign for an empty message; nothing if it is neither. */
    static Optional<byte[]> decode(Element element) {
        String text = element.text();
        if (text.equals("=")) {
            return Optional.of(new byte[0]);
        }
        try {
            return element.elements().isEmpty()
                    ? Optional.of(Base64.getDecoder().decode(text))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
