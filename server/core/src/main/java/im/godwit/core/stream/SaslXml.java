package im.godwit.core.stream;

import im.godwit.core.auth.ChannelBinding;
import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The elements of SASL negotiation (RFC 6120 §6.4) and of channel-binding discovery (XEP-0440). */
@Implements(value = "XEP-0440", version = "1.0.0")
final class SaslXml {
    private static final String BINDINGS = "urn:xmpp:sasl-cb:0";

    private static final Name SUCCESS = new Name(Namespaces.SASL, "success");

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

    static Element success(Optional<byte[]> bytes) {
        return bytes.filter(data -> data.length > 0)
                .map(data -> Element.of(SUCCESS, Base64.getEncoder().encodeToString(data)))
                .orElseGet(() -> Element.of(SUCCESS));
    }
}
