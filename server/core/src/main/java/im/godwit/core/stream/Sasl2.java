package im.godwit.core.stream;

import im.godwit.jid.Jid;
import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The elements of the Extensible SASL Profile (XEP-0388) that RFC 6120's profile does not have. */
@Implements(value = "XEP-0388", version = "1.0.4", without = "§2.6.3, tasks: no second factor is asked for")
final class Sasl2 {
    static final String NAMESPACE = "urn:xmpp:sasl:2";

    private static final Name SUCCESS = new Name(NAMESPACE, "success");
    private static final Name INITIAL_RESPONSE = new Name(NAMESPACE, "initial-response");
    private static final Name USER_AGENT = new Name(NAMESPACE, "user-agent");

    /** In characters. */
    private static final int NAME_LENGTH = 100;

    /** §2.3: a UUID of version 4 (RFC 9562 §5.4). */
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    private Sasl2() {}

    /** §2.1: what is offered. */
    static Element feature(List<String> mechanisms, List<Element> inline) {
        ElementBuilder feature = Element.builder(NAMESPACE, "authentication");
        mechanisms.forEach(mechanism -> feature.child("mechanism", mechanism));
        return feature.child("inline", child -> child.addAll(inline)).build();
    }

    static Optional<Element> initialResponse(Element authenticate) {
        return authenticate.child(INITIAL_RESPONSE);
    }

    /** The id of the client's installation (§2.3), if it told one. */
    static Optional<String> userAgent(Element authenticate) {
        return authenticate.child(USER_AGENT).flatMap(agent -> agent.attribute("id"));
    }

    /** What a client says of itself, cut to what a list can show, if it told which installation it is. */
    static Optional<UserAgent> client(Element authenticate) {
        return userAgent(authenticate).map(id -> {
            Element agent = authenticate.child(USER_AGENT).orElseThrow();
            return new UserAgent(id, text(agent, "software"), text(agent, "device"));
        });
    }

    private static Optional<String> text(Element agent, String local) {
        return agent.child(local)
                .map(child -> child.text().strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(
                        0, text.offsetByCodePoints(0, Math.min(NAME_LENGTH, text.codePointCount(0, text.length())))));
    }

    /** Whether the id of the installation is one, or there is none. */
    static boolean hasSoundUserAgent(Element authenticate) {
        return userAgent(authenticate).map(id -> UUID.matcher(id).matches()).orElse(true);
    }

    /**
     * §2.6.1.
     *
     * @param identity the bare JID, or the full one where a resource is bound
     * @param results what became of the features that were asked for inline
     */
    static Element success(Optional<byte[]> data, Jid identity, List<Element> results) {
        ElementBuilder success = Element.builder(SUCCESS);
        data.ifPresent(
                bytes -> success.child("additional-data", Base64.getEncoder().encodeToString(bytes)));
        return success.child("authorization-identifier", identity.toString())
                .addAll(results)
                .build();
    }
}
