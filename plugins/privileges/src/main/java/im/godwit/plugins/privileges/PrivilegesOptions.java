package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Options of the plugin.
 *
 * @param components what each component may do, by its domain; nothing is granted to others
 */
public record PrivilegesOptions(Map<String, Grant> components) {
    /** Nobody may do anything. */
    public static final PrivilegesOptions DEFAULTS = new PrivilegesOptions(Map.of());

    public PrivilegesOptions {
        components.keySet().forEach(component -> requireDomain("components", component));
    }

    static void requireDomain(String key, String domain) {
        if (!Jid.isDomain(domain)) {
            throw new IllegalArgumentException(key + " has \"" + domain
                    + "\", which is no domain name; write it in quotes, such as \"irc.example.org\"");
        }
    }

    /** What is granted at a domain, by component. */
    Map<Jid, Grant> at(Jid domain) {
        Map<Jid, Grant> there = new LinkedHashMap<>();
        components.forEach((component, grant) -> {
            if (grant.isAt(domain)) {
                there.put(Jid.parse(component), grant);
            }
        });
        return there;
    }
}
