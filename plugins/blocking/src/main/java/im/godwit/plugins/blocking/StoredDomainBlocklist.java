package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Blocklist;
import im.godwit.service.Blocklists;
import im.godwit.service.DomainBlocklist;
import im.godwit.service.Operations;
import im.godwit.stanza.Condition;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The list of a host, in the database and in memory. */
final class StoredDomainBlocklist implements DomainBlocklist {
    private final Host host;
    private final BlocklistTables tables;
    private final Blocklists accounts;
    private volatile Blocklist current;

    StoredDomainBlocklist(Host host, BlocklistTables tables, Blocklists accounts) {
        this.host = host;
        this.accounts = accounts;
        this.tables = tables;
        this.current = tables.loadOf(host.domain());
    }

    @Override
    public Blocklist get() {
        return current;
    }

    @Override
    public void set(Blocklist list) {
        if (list.items().stream()
                .anyMatch(item -> !item.hasLocal() && item.domainJid().equals(host.domain()))) {
            throw Condition.NOT_ALLOWED.error("this is the server itself").thrown();
        }
        tell(replaced(list), list);
    }

    /** Keeps the list; the one before. */
    private synchronized Blocklist replaced(Blocklist list) {
        Blocklist before = current;
        tables.replaceOf(host.domain(), list);
        current = list;
        return before;
    }

    /** To those who are blocked the accounts look offline from now on; those who are not any more see them again. */
    private void tell(Blocklist before, Blocklist after) {
        if (before.equals(after)) {
            return;
        }
        Set<Jid> online = host.require(Operations.class).sessions().stream()
                .map(Session::jid)
                .map(Jid::bare)
                .collect(Collectors.toSet());
        online.forEach(account -> {
            Blocklist own = accounts.of(account);
            host.raise(new Blocklists.Changed(account, both(own, before), both(own, after)));
        });
    }

    private static Blocklist both(Blocklist one, Blocklist other) {
        Set<Jid> items = new HashSet<>(one.items());
        items.addAll(other.items());
        return new Blocklist(items);
    }
}
