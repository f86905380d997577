package im.godwit.core.host;

import im.godwit.core.router.Route;
import im.godwit.core.stream.ComponentHost;
import im.godwit.core.stream.ComponentHosts;
import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The external components of a server; which there are never changes while it runs. */
final class Components implements ComponentHosts {
    private final Map<String, Component> byDomain = new LinkedHashMap<>();

    /**
     * The components of a configuration.
     *
     * @param secrets the secret of each, by its domain
     * @param router takes what they send
     */
    Components(Map<Jid, String> secrets, Consumer<Stanza> router) {
        secrets.forEach((domain, secret) -> byDomain.put(domain.domain(), new Component(domain, secret, router)));
    }

    @Override
    public Optional<ComponentHost> find(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    Optional<Route> route(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    /** The domains of those that are connected now. */
    List<Jid> connected() {
        return byDomain.values().stream()
                .filter(Component::isConnected)
                .map(Component::domain)
                .toList();
    }
}
