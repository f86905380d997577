package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Map;

/**
 * What is delegated to one component.
 *
 * @param domains at which domains of this server; at all of them where it names none
 * @param namespaces of IQ requests, each with the attributes that the request's child must have (§4.1)
 */
public record Delegated(List<String> domains, Map<String, List<String>> namespaces) {
    /** Nothing at all. */
    public static final Delegated DEFAULTS = new Delegated(List.of(), Map.of());

    public Delegated {
        domains.forEach(domain -> DelegationOptions.requireDomain("domains", domain));
        namespaces.keySet().forEach(Delegated::check);
    }

    private static void check(String namespace) {
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException("namespaces has an empty one");
        }
        // §8: its own namespace must not be delegated
        if (namespace.startsWith(Vocabulary.NAMESPACE) && !Vocabulary.isSpecial(namespace)) {
            throw new IllegalArgumentException("namespaces has \"" + namespace + "\", which cannot be delegated");
        }
    }

    /** Whether it is about a domain. */
    boolean isAt(Jid domain) {
        return domains.isEmpty() || domains.stream().map(Jid::parse).anyMatch(domain::equals);
    }
}
