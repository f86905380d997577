package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is delegated at one domain, by namespace. */
record Delegations(Map<String, Delegation> byNamespace) {
    static Delegations of(List<Delegation> all) {
        Map<String, Delegation> byNamespace = new LinkedHashMap<>();
        for (Delegation delegation : all) {
            Delegation other = byNamespace.putIfAbsent(delegation.namespace(), delegation);
            if (other != null) {
                throw new IllegalStateException("options.delegation gives \"" + delegation.namespace() + "\" to \""
                        + other.component() + "\" and to \"" + delegation.component() + "\"; give it to one of them");
            }
        }
        return new Delegations(byNamespace);
    }

    boolean isEmpty() {
        return byNamespace.isEmpty();
    }

    Optional<Delegation> find(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace));
    }

    /** What one component manages. */
    List<Delegation> of(Jid component) {
        return byNamespace.values().stream()
                .filter(delegation -> delegation.component().equals(component))
                .toList();
    }

    /** The namespaces that protocols have. */
    List<String> ofProtocols() {
        return byNamespace.keySet().stream()
                .filter(namespace -> !Vocabulary.isSpecial(namespace))
                .toList();
    }
}
