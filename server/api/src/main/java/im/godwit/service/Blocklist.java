package im.godwit.service;

import im.godwit.jid.Jid;
import java.util.Set;

/**
 * The addresses with which an account does not want to communicate (XEP-0191). Immutable.
 *
 * @param items as the user wrote them: accounts, resources, domains
 */
public record Blocklist(Set<Jid> items) {
    /** Of an account that blocks nobody. */
    public static final Blocklist EMPTY = new Blocklist(Set.of());

    public Blocklist {
        items = Set.copyOf(items);
    }

    /** Whether an address is blocked, itself or with its account or domain (XEP-0191 §5). */
    public boolean covers(Jid address) {
        return !items.isEmpty()
                && (items.contains(address)
                        || items.contains(address.bare())
                        || (address.hasLocal() && items.contains(address.domainJid())));
    }
}
