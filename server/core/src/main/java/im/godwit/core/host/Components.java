package im.godwit.core.host;

import im.godwit.core.router.Route;
import im.godwit.core.stream.ComponentHost;
import im.godwit.core.stream.ComponentHosts;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.service.ExternalComponents;
import im.godwit.stanza.Stanza;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The external components of a server; which there are never changes while it runs. */
final class Components implements ComponentHosts, ExternalComponents {
    private final Map<String, Component> byDomain = new LinkedHashMap<>();

    /**
     * The components of a configuration.
     *
     * @param secrets the secret of each, by its domain
     * @param router takes what they send
     * @param events tells the plugins of all hosts
     * @param gone gives up what the server has asked one that is gone; what it returns tells those who wait
     */
    Components(
            Map<Jid, String> secrets, Consumer<Stanza> router, Consumer<Event> events, Function<Jid, Runnable> gone) {
        secrets.forEach(
                (domain, secret) -> byDomain.put(domain.domain(), new Component(domain, secret, router, events, gone)));
    }

    @Override
    public Optional<ComponentHost> find(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    Optional<Route> route(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    @Override
    public boolean contains(Jid domain) {
        return byDomain.containsKey(domain.domain());
    }

    @Override
    public boolean send(Stanza stanza) {
        return stanza.to()
                .flatMap(to -> route(to.domain()))
                .filter(component -> component.send(stanza))
                .isPresent();
    }

    /** The domains of those that are connected now. */
    List<Jid> connected() {
        return byDomain.values().stream()
                .filter(Component::isConnected)
                .map(Component::domain)
                .toList();
    }
}
