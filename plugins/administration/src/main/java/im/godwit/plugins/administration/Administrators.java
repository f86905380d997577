package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who administers one domain: accounts of that domain alone, so that nobody gets into others'. */
final class Administrators {
    private final Set<Jid> accounts;

    Administrators(Jid domain, List<String> admins) {
        this.accounts = admins.stream()
                .map(Jid::parse)
                .filter(admin -> admin.domainJid().equals(domain))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contain(Jid requester) {
        return accounts.contains(requester.bare());
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }
}
