package im.godwit.core.host;

import im.godwit.core.auth.AnonymousLogins;
import im.godwit.core.auth.ClientNames;
import im.godwit.core.router.Domain;
import im.godwit.core.router.HookChain;
import im.godwit.core.router.IqTable;
import im.godwit.core.session.BoundSession;
import im.godwit.core.session.Inbound;
import im.godwit.core.session.Noise;
import im.godwit.core.session.SessionHome;
import im.godwit.core.stream.HandledCount;
import im.godwit.core.stream.InlineBinding;
import im.godwit.core.stream.ManagedStreamSession;
import im.godwit.core.stream.Resumption;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamHost;
import im.godwit.core.stream.StreamSession;
import im.godwit.core.stream.UserAgent;
import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.IqHandler;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.plugin.Visit;
import im.godwit.service.BindFeature;
import im.godwit.service.BoundRemark;
import im.godwit.service.Deferral;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One domain with its plugins. Plugins start in the order of their list, a required one before the one that requires
 * it, and stop in the opposite order.
 */
final class VirtualHost implements StreamHost {
    private static final Logger log = LoggerFactory.getLogger(VirtualHost.class);

    private static final Deferral NOISE = new Noise();

    /** RFC 3921 §3, which RFC 6121 dropped: establishing a session does nothing. */
    private static final Name LEGACY_SESSION = new Name("urn:ietf:params:xml:ns:xmpp-session", "session");

    final Events events = new Events();
    final Services services = new Services();
    final Advertised advertised = new Advertised();
    final StreamFeatures streamFeatures = new StreamFeatures();
    final Parts parts;

    private final Domain domain;
    private final SessionHome home;
    private final List<PluginHost> waiting = new ArrayList<>();
    private final List<PluginHost> started = new ArrayList<>();

    VirtualHost(
            Jid jid, Host.Kind kind, Predicate<Jid> accountExists, List<Plugin> plugins, Parts parts, Inbound inbound) {
        this.parts = parts;
        this.home = new SessionHome(
                inbound,
                this::unbound,
                (session, stanzas) -> raise(new Event.SessionDetached(session, stanzas)),
                session -> raise(new Event.SessionAttended(session)),
                this::urgency);
        this.domain =
                new Domain(jid, kind, new HookChain(), new HookChain(), new IqTable(), accountExists, events::raise);
        for (At where : List.of(At.SELF, At.DOMAIN)) {
            domain.iqs().add("core", Iq.Type.SET, LEGACY_SESSION, where, request -> Result.empty());
        }
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
    public Optional<Iq> unauthenticated(Iq request, Peer peer, Visit visit) {
        Optional<IqHandler> handler =
                request.isRequest() ? domain.iqs().find(request, At.UNAUTHENTICATED) : Optional.empty();
        return handler.map(h -> {
            try {
                IqRequest asked =
                        new IqRequest(request, domain.jid(), Optional.empty(), Optional.of(peer), Optional.of(visit));
                return request.resultReply(h.handle(asked).payload());
            } catch (StanzaException refused) {
                return (Iq) request.errorReply(refused.error());
            } catch (StoreException notKept) {
                log.atError()
                        .addKeyValue("host", domain.jid())
                        .setCause(notKept)
                        .log("An IQ handler failed");
                return (Iq) request.errorReply(notKept.error());
            } catch (RuntimeException bug) {
                log.atError().addKeyValue("host", domain.jid()).setCause(bug).log("An IQ handler failed");
                return (Iq) request.errorReply(Condition.INTERNAL_SERVER_ERROR.error());
            }
        });
    }

    private void unbound(BoundSession ended) {
        raise(new Event.SessionUnbound(ended));
        left(ended.jid().bare());
    }

    @Override
    public void loggedIn(Jid account, UserAgent client, Event.LoggedIn.With with) {
        if (!parts.anonymous().contains(account)) {
            String name = parts.clientNames().of(account, client.id());
            events.raise(new Event.LoggedIn(account, name, client.software(), client.device(), with));
        }
    }

    /** XEP-0175 §2: nothing of an anonymous account outlives its session. */
    @Override
    public void left(Jid account) {
        if (parts.anonymous().contains(account) && parts.sessions().of(account).isEmpty()) {
            parts.anonymous().end(account);
        }
    }

    @Override
    public StreamSession bind(Jid account, Optional<String> resource, SessionOutlet outlet) {
        parts.anonymous().keep(account);
        BoundSession session = parts.sessions().bind(account, resource, outlet, home);
        bound(account, session);
        return session;
    }

    private void bound(Jid account, BoundSession session) {
        raise(new Event.SessionBound(session));
        if (!parts.mayLogIn().test(account)) {
            // disabled since it authenticated, before its sessions were ended
            session.close(StreamCondition.NOT_AUTHORIZED.error("this account was disabled"));
        }
    }

    @Override
    public List<String> bindFeatures() {
        return services.contributions(BindFeature.class).stream()
                .map(BindFeature::var)
                .toList();
    }

    @Override
    public InlineBinding.Bound bind(Jid account, InlineBinding binding, SessionOutlet outlet) {
        parts.anonymous().keep(account);
        String name = parts.clientNames().name(account, binding.userAgent());
        endEarlier(account, name);
        AtomicReference<Optional<ManagedStreamSession>> managed = new AtomicReference<>(Optional.empty());
        BoundSession session = parts.sessions().bind(account, resource(account, binding, name), outlet, home, fresh -> {
            managed.set(binding.counted().map(fresh::enable));
            if (binding.inactive()) {
                fresh.inactive();
            }
        });
        try {
            bound(account, session);
            raise(new Event.SessionBoundInline(session));
            return new InlineBinding.Bound(session, managed.get(), answers(session, binding.requests()));
        } catch (RuntimeException failed) {
            session.unbind(); // no stream knows of it yet
            throw failed;
        }
    }

    /** XEP-0386 §4: the client's tag and our name; our name alone where the tag cannot be part of a resource. */
    private static Optional<String> resource(Jid account, InlineBinding binding, String name) {
        return Optional.of(binding.tag()
                .map(tag -> tag + "/" + name)
                .filter(whole -> Jid.tryParse(account + "/" + whole).isPresent())
                .orElse(name));
    }

    /** XEP-0386 §4: what the same installation of the client has left, even if it now has another tag. */
    private void endEarlier(Jid account, String name) {
        for (BoundSession session : parts.sessions().of(account)) {
            if (ClientNames.isOf(session.jid(), name)) {
                session.close(StreamCondition.CONFLICT.error("the same client has logged in again"));
                session.unbind();
            }
        }
    }

    private List<Element> answers(Session session, List<Element> requests) {
        List<Element> answers = services.contributions(BoundRemark.class).stream()
                .flatMap(remark -> remark(remark, session).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        for (BindFeature feature : services.contributions(BindFeature.class)) {
            requests.stream()
                    .filter(request -> request.is(feature.request()))
                    .findFirst()
                    .flatMap(request -> feature.enabling().enable(session, request))
                    .ifPresent(answers::add);
        }
        return answers;
    }

    /** A login does not fail for what it need not tell. */
    private static Optional<Element> remark(BoundRemark remark, Session session) {
        try {
            return Optional.of(remark.of(session));
        } catch (StoreException failed) {
            log.atError().addKeyValue("jid", session.jid()).setCause(failed).log("A client could not be told all");
            return Optional.empty();
        }
    }

    @Override
    public Resumption resume(Jid account, String id, HandledCount handled, SessionOutlet outlet) {
        AnonymousLogins anonymous = parts.anonymous();
        if (!anonymous.isPresent(account)) {
            return parts.sessions().resume(account::equals, id, handled, outlet);
        }
        // each anonymous login is another account: who knows the unguessable id is who was told it (XEP-0198 §9)
        Resumption resumption = parts.sessions()
                .resume(
                        former -> anonymous.isPresent(former)
                                && former.domainJid().equals(domain()),
                        id,
                        handled,
                        outlet);
        if (resumption instanceof Resumption.Resumed) {
            anonymous.end(account); // in exchange for the former
        }
        return resumption;
    }

    /** XEP-0352 §3.2: plugins know their own stanzas best. */
    private Optional<Deferral.Urgency> urgency(Stanza stanza) {
        for (Deferral deferral : services.contributions(Deferral.class)) {
            Optional<Deferral.Urgency> urgency = deferral.of(stanza);
            if (urgency.isPresent()) {
                return urgency;
            }
        }
        return NOISE.of(stanza);
    }

    /** Tells the plugins of this host, and of services where it is about a session. */
    void raise(Event event) {
        events.raise(event);
        if (event instanceof Event.ToServices && domain.kind() == Host.Kind.ACCOUNTS) {
            parts.hosts().tellServices(event);
        }
    }

    /** Routes a stanza as the server. */
    void send(Stanza stanza) {
        requireFrom(stanza);
        parts.route().accept(stanza);
    }

    /** Routes stanzas to many as the server. */
    void broadcast(List<Broadcast> broadcasts) {
        broadcasts.forEach(broadcast -> requireFrom(broadcast.stanza()));
        parts.fanout().send(broadcasts);
    }

    private static void requireFrom(Stanza stanza) {
        if (stanza.from().isEmpty()) {
            throw new IllegalArgumentException("what the server sends needs a 'from'");
        }
    }
}
