package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one component may do.
 *
 * @param domains at which domains of this server; at all of them where it names none
 * @param roster with the rosters of their accounts (§4)
 * @param push whether it is told of changes to rosters that it may get (§4.4)
 * @param message whether it sends messages in the name of the domain and its accounts (§5)
 * @param iq which requests it makes on behalf of accounts, by namespace (§6)
 * @param presence whose presence it sees (§7)
 */
public record Grant(
        List<String> domains, Access roster, boolean push, Messages message, Map<String, Access> iq, Seen presence) {
    /** Nothing at all. */
    public static final Grant DEFAULTS = new Grant(List.of(), Access.NONE, true, Messages.NONE, Map.of(), Seen.NONE);

    /** Which messages an entity may send (§5.1). */
    public enum Messages {
        NONE,
        OUTGOING
    }

    /** Whose presence an entity sees (§7.1). */
    public enum Seen {
        NONE,
        MANAGED_ENTITY,
        ROSTER;

        /** As written in the {@code type} attribute. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Grant {
        domains.forEach(domain -> PrivilegesOptions.requireDomain("domains", domain));
        if (iq.containsKey("")) {
            throw new IllegalArgumentException("iq has an empty namespace");
        }
        // §7.4: the permission must be rejected otherwise
        if (presence == Seen.ROSTER && !roster.mayGet()) {
            throw new IllegalArgumentException(
                    "presence = roster is for those who may read rosters: set roster to get or both");
        }
    }

    /** Whether it is about a domain. */
    boolean isAt(Jid domain) {
        return domains.isEmpty() || domains.stream().map(Jid::parse).anyMatch(domain::equals);
    }

    /** §4.1: without read access there are no pushes. */
    boolean isPushed() {
        return push && roster.mayGet();
    }
}
