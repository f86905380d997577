package im.godwit.core.upstream;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.util.List;
import java.util.Optional;

/**
 * How clients may log in whose way to the gateway is not encrypted, though that from the gateway to the server is: the
 * server cannot know, so the gateway keeps passwords off that way, as the server does on its own.
 */
final class ClearWay {
    static final String SASL2 = "urn:xmpp:sasl:2";

    private static final Name MECHANISMS = new Name(Namespaces.SASL, "mechanisms");
    private static final Name AUTH = new Name(Namespaces.SASL, "auth");
    private static final Element ENCRYPTION_REQUIRED = Element.of(new Name(Namespaces.SASL, "encryption-required"));

    private ClearWay() {}

    /** A stream feature as it is offered there, if it is. */
    static Optional<Element> feature(Element feature) {
        if (feature.is(MECHANISMS)) {
            List<? extends Node> safe = feature.elements().stream()
                    .filter(mechanism -> isSafe(mechanism.text()))
                    .toList();
            return safe.isEmpty() ? Optional.empty() : Optional.of(feature.withChildren(safe));
        }
        return Optional.of(feature).filter(other -> !other.namespace().equals(SASL2)); // XEP-0388 §3
    }

    /** The answer to what a client sends, where it must not reach the server (RFC 6120 §6.5.4). */
    static Optional<Element> refusal(Element element) {
        boolean refused = element.namespace().equals(SASL2)
                || element.is(AUTH) && !isSafe(element.attribute("mechanism").orElse(""));
        return refused
                ? Optional.of(Element.builder(element.namespace(), "failure")
                        .add(ENCRYPTION_REQUIRED)
                        .build())
                : Optional.empty();
    }

    /** Whether who listens cannot learn a password. */
    private static boolean isSafe(String mechanism) {
        return mechanism.startsWith("SCRAM-") || mechanism.equals("ANONYMOUS");
    }
}
