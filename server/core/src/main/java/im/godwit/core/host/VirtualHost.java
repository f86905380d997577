package im.godwit.core.host;

import im.godwit.core.router.Domain;
import im.godwit.core.router.HookChain;
import im.godwit.core.router.IqTable;
import im.godwit.core.session.Inbound;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamHost;
import im.godwit.core.stream.StreamSession;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.IqHandler;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Plugin;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One domain with its plugins. Plugins start in the order of their list, a required one before the one that requires
 * it, and stop in the opposite order.
 */
final class VirtualHost implements StreamHost {
    private static final Logger log = LoggerFactory.getLogger(VirtualHost.class);

    final Events events = new Events();
    final Services services = new Services();
    final Advertised advertised = new Advertised();
    final StreamFeatures streamFeatures = new StreamFeatures();
    final Parts parts;

    private final Domain domain;
    private final Inbound inbound;
    private final List<PluginHost> waiting = new ArrayList<>();
    private final List<PluginHost> started = new ArrayList<>();

    VirtualHost(
            Jid jid, Host.Kind kind, Predicate<Jid> accountExists, List<Plugin> plugins, Parts parts, Inbound inbound) {
        this.parts = parts;
        this.inbound = inbound;
        this.domain =
                new Domain(jid, kind, new HookChain(), new HookChain(), new IqTable(), accountExists, events::raise);
        plugins.forEach(plugin -> waiting.add(new PluginHost(this, plugin)));
    }

    /** Starts all plugins. */
    void start() {
        while (!waiting.isEmpty()) {
            startPlugin(waiting.removeFirst());
        }
    }

    private void startPlugin(PluginHost plugin) {
        plugin.start();
        started.add(plugin);
    }

    /** Starts waiting plugins until one provides the service. */
    <T> T require(String requiring, Class<T> service) {
        Optional<T> found = services.find(service);
        while (found.isEmpty() && !waiting.isEmpty()) {
            startPlugin(waiting.removeFirst());
            found = services.find(service);
        }
        return found.orElseThrow(() -> new IllegalStateException("plugin \"" + requiring + "\" on " + domain.jid()
                + " needs " + service.getSimpleName() + ", which no enabled plugin provides"));
    }

    void stop() {
        started.reversed().forEach(PluginHost::stop);
        started.clear();
    }

    Domain routed() {
        return domain;
    }

    @Override
    public Jid domain() {
        return domain.jid();
    }

    @Override
    public List<Element> features(Host.Moment moment, Peer peer) {
        return streamFeatures.of(moment, peer);
    }

    @Override
    public Optional<Iq> unauthenticated(Iq request, Peer peer) {
        Optional<IqHandler> handler =
                request.isRequest() ? domain.iqs().find(request, At.UNAUTHENTICATED) : Optional.empty();
        return handler.map(h -> {
            try {
                IqRequest asked = new IqRequest(request, domain.jid(), Optional.empty(), Optional.of(peer));
                return request.resultReply(h.handle(asked).payload());
            } catch (StanzaException refused) {
                return (Iq) request.errorReply(refused.error());
            } catch (StoreException notKept) {
                log.atError()
                        .addKeyValue("host", domain.jid())
                        .setCause(notKept)
                        .log("An IQ handler failed");
                return (Iq) request.errorReply(
                        Condition.INTERNAL_SERVER_ERROR.error().withType(ErrorType.WAIT));
            } catch (RuntimeException bug) {
                log.atError().addKeyValue("host", domain.jid()).setCause(bug).log("An IQ handler failed");
                return (Iq) request.errorReply(Condition.INTERNAL_SERVER_ERROR.error());
            }
        });
    }

    @Override
    public StreamSession bind(Jid account, Optional<String> resource, SessionOutlet outlet) {
        var session = parts.sessions()
                .bind(account, resource, outlet, inbound, ended -> events.raise(new Event.SessionUnbound(ended)));
        events.raise(new Event.SessionBound(session));
        return session;
    }

    /** Routes a stanza as the server. */
    void send(Stanza stanza) {
        if (stanza.from().isEmpty()) {
            throw new IllegalArgumentException("what the server sends needs a 'from'");
        }
        parts.route().accept(stanza);
    }
}
