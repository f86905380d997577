package im.godwit.core.host;

import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.plugin.Event;
import im.godwit.plugin.Hook;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.IqHandler;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Store;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A host as one plugin sees it; remembers what the plugin registered and undoes it when the plugin stops. */
final class PluginHost implements Host {
    private final VirtualHost host;
    private final Plugin plugin;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    PluginHost(VirtualHost host, Plugin plugin) {
        this.host = host;
        this.plugin = plugin;
    }

    void start() {
        plugin.start(this);
    }

    void stop() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        plugin.stop();
    }

    @Override
    public Jid domain() {
        return host.domain();
    }

    @Override
    public Kind kind() {
        return host.routed().kind();
    }

    @Override
    public <C extends Record> C options(C defaults) {
        return host.parts.options().options(plugin.name(), defaults);
    }

    @Override
    public <T> void provide(Class<T> service, T implementation) {
        undo.push(host.services.provide(plugin.name(), service, implementation));
    }

    @Override
    public <T> T require(Class<T> service) {
        return host.require(plugin.name(), service);
    }

    @Override
    public <T> Optional<T> find(Class<T> service) {
        return host.services.find(service);
    }

    @Override
    public <T> Optional<T> find(Jid domain, Class<T> service) {
        return host.parts.hosts().find(domain, service);
    }

    @Override
    public <T> void contribute(Class<T> point, T contribution) {
        undo.push(host.services.contribute(point, contribution));
    }

    @Override
    public <T> List<T> contributions(Class<T> point) {
        return host.services.contributions(point);
    }

    @Override
    public void feature(String var, At where) {
        undo.push(host.advertised.feature(var, where));
    }

    @Override
    public void identity(Identity identity, At where) {
        undo.push(host.advertised.identity(identity, where));
    }

    @Override
    public Set<String> features(At where) {
        return host.advertised.features(where);
    }

    @Override
    public List<Identity> identities(At where) {
        return host.advertised.identities(where);
    }

    @Override
    public void streamFeature(Moment moment, Function<Peer, Optional<Element>> feature) {
        undo.push(host.streamFeatures.add(moment, feature));
    }

    @Override
    public void onGet(Name payload, IqHandler handler, At... where) {
        answer(Iq.Type.GET, payload, handler, where);
    }

    @Override
    public void onSet(Name payload, IqHandler handler, At... where) {
        answer(Iq.Type.SET, payload, handler, where);
    }

    private void answer(Iq.Type type, Name payload, IqHandler handler, At... where) {
        for (At at : where) {
            undo.push(host.routed().iqs().add(plugin.name(), type, payload, at, handler));
        }
    }

    @Override
    public <S extends Stanza> void outgoing(Phase phase, Class<S> kind, Hook<? super S> hook) {
        undo.push(host.routed().outgoing().add(plugin.name(), phase, kind, hook));
    }

    @Override
    public <S extends Stanza> void incoming(Phase phase, Class<S> kind, Hook<? super S> hook) {
        undo.push(host.routed().incoming().add(plugin.name(), phase, kind, hook));
    }

    @Override
    public <E extends Event> void on(Class<E> event, Consumer<E> listener) {
        undo.push(host.events.on(plugin.name(), event, listener));
    }

    @Override
    public void raise(Event event) {
        host.raise(event);
    }

    @Override
    public <V> Store<V> store(String name, Codec<V> codec) {
        return host.parts.persistence().store(name, codec);
    }

    @Override
    public Database database(Migrations migrations) {
        host.parts.persistence().migrate(migrations);
        return host.parts.persistence().database();
    }

    @Override
    public Collection<Session> sessions(Jid account) {
        return List.copyOf(host.parts.sessions().of(account));
    }

    @Override
    public void send(Stanza stanza) {
        host.send(stanza);
    }

    @Override
    public void broadcast(List<Broadcast> broadcasts) {
        host.broadcast(broadcasts);
    }

    @Override
    public Iq request(Iq request, Duration timeout) throws TimeoutException {
        return host.parts.pending().ask(request, timeout, host::send);
    }

    @Override
    public void request(Iq request, Duration timeout, Consumer<Optional<Iq>> answered) {
        host.parts.pending().ask(request, timeout, host::send, answered);
    }

    @Override
    public Clock clock() {
        return host.parts.clock();
    }

    @Override
    public String newId() {
        return host.parts.ids().get();
    }
}
