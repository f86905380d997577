package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Options of the plugin.
 *
 * @param components what is delegated to each component, by its domain
 */
public record DelegationOptions(Map<String, Delegated> components) {
    /** The server does everything itself. */
    public static final DelegationOptions DEFAULTS = new DelegationOptions(Map.of());

    public DelegationOptions {
        components.keySet().forEach(component -> requireDomain("components", component));
    }

    static void requireDomain(String key, String domain) {
        if (!Jid.isDomain(domain)) {
            throw new IllegalArgumentException(key + " has \"" + domain
                    + "\", which is no domain name; write it in quotes, such as \"pep.example.org\"");
        }
    }

    /**
     * What is delegated at a domain.
     *
     * @throws IllegalStateException if two components have the same namespace there
     */
    Delegations at(Jid domain) {
        List<Delegation> there = new ArrayList<>();
        components.forEach((component, delegated) -> {
            if (delegated.isAt(domain)) {
                delegated
                        .namespaces()
                        .forEach((namespace, attributes) ->
                                there.add(new Delegation(namespace, attributes, Jid.parse(component))));
            }
        });
        return Delegations.of(there);
    }
}
