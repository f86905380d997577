package im.godwit.core.upstream;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.util.List;
import java.util.Optional;

/** What is answered, for a client that is gone, to the stanzas that it did not get (XEP-0206 §7). */
final class Undeliverable {
    private Undeliverable() {}

    /** The errors to send, in order. */
    static List<Element> errors(List<Element> stanzas) {
        return stanzas.stream().flatMap(stanza -> error(stanza).stream()).toList();
    }

    private static Optional<Element> error(Element stanza) {
        String type = stanza.attribute("type").orElse("");
        return switch (stanza.local()) {
            case "message" -> // RFC 6120 §8.3.1: never in answer to an error
                type.equals("error")
                        ? Optional.empty()
                        : Optional.of(error(stanza, stanza.children(), "wait", "recipient-unavailable"));
            case "iq" ->
                type.equals("get") || type.equals("set")
                        ? Optional.of(error(stanza, List.of(), "cancel", "service-unavailable"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** @param content what came, where the server may keep it for later */
    private static Element error(Element stanza, List<Node> content, String type, String condition) {
        ElementBuilder answer = Element.builder(stanza.name())
                .attribute("type", "error")
                .attribute("to", stanza.attribute("from"))
                .attribute("id", stanza.attribute("id"))
                .addAll(content);
        return answer.child(
                        "error",
                        error -> error.attribute("type", type)
                                .add(Element.of(new Name(Namespaces.STANZA_ERRORS, condition))))
                .build();
    }
}
