package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who administers one domain: accounts of that domain alone, so that nobody gets into others'. Those whom the
 * configuration names, and those whom they have added.
 */
final class Administrators {
    private final Set<Jid> configured;
    private final AddressList added;

    Administrators(Jid domain, List<String> admins, AddressList added) {
        this.configured = admins.stream()
                .map(Jid::parse)
                .filter(admin -> admin.domainJid().equals(domain))
                .collect(Collectors.toUnmodifiableSet());
        this.added = added;
    }

    boolean contain(Jid requester) {
        Jid account = requester.bare();
        return configured.contains(account) || added.addresses().contains(account);
    }

    /** Whether there is nobody, and nobody who could add somebody. */
    boolean isEmpty() {
        return configured.isEmpty() && added.addresses().isEmpty();
    }

    /** All of them, in order. */
    List<Jid> all() {
        Set<Jid> all = new TreeSet<>(Comparator.comparing(Jid::toString));
        all.addAll(configured);
        all.addAll(added.addresses());
        return List.copyOf(all);
    }

    /** Those whom only the configuration can take off. */
    Set<Jid> configured() {
        return configured;
    }

    /** Makes these the administrators beside those of the configuration; durable and in force when this returns. */
    void set(Collection<Jid> wanted) {
        added.set(wanted.stream().filter(admin -> !configured.contains(admin)).toList());
    }

    /** An account is gone: whoever gets its name is nobody's administrator. */
    void forget(Jid account) {
        added.remove(account);
    }
}
