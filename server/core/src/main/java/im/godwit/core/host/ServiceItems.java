package im.godwit.core.host;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.DiscoSource;
import java.util.List;
import java.util.Optional;

/** Lists the services of a domain among its items (XEP-0030 §4): those at its subdomains. */
final class ServiceItems implements DiscoSource {
    private final Jid domain;
    private final List<Item> items;

    ServiceItems(Jid domain, List<HostSetup> all) {
        this.domain = domain;
        this.items = all.stream()
                .filter(setup -> setup.kind() == Host.Kind.SERVICE)
                .map(HostSetup::domain)
                .filter(service -> service.domain().endsWith("." + domain.domain()))
                .map(service -> new Item(service, Optional.empty(), Optional.empty()))
                .toList();
    }

    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        return node.isEmpty() && entity.equals(domain) ? Optional.of(items) : Optional.empty();
    }
}
