package im.godwit.core.host;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.DiscoSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lists the services of a domain among its items (XEP-0030 §4): those at its subdomains, of external components those
 * that are connected.
 */
final class ServiceItems implements DiscoSource {
    private final Jid domain;
    private final List<Item> items;
    private final Supplier<List<Jid>> components;

    ServiceItems(Jid domain, List<HostSetup> all, Supplier<List<Jid>> components) {
        this.domain = domain;
        this.components = components;
        this.items = all.stream()
                .filter(setup -> setup.kind() == Host.Kind.SERVICE)
                .map(HostSetup::domain)
                .filter(this::isBelow)
                .map(ServiceItems::item)
                .toList();
    }

    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        if (node.isPresent() || !entity.equals(domain)) {
            return Optional.empty();
        }
        Stream<Item> connected = components.get().stream().filter(this::isBelow).map(ServiceItems::item);
        return Optional.of(Stream.concat(items.stream(), connected).toList());
    }

    private boolean isBelow(Jid service) {
        return service.domain().endsWith("." + domain.domain());
    }

    private static Item item(Jid service) {
        return new Item(service, Optional.empty(), Optional.empty());
    }
}
