package im.godwit.core.host;

import im.godwit.core.auth.AccountStore;
import im.godwit.core.auth.AnonymousLogins;
import im.godwit.core.auth.ClientNames;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.router.Domain;
import im.godwit.core.router.Fanout;
import im.godwit.core.router.PendingRequests;
import im.godwit.core.router.Route;
import im.godwit.core.router.Router;
import im.godwit.core.session.BoundSession;
import im.godwit.core.session.ManagementOptions;
import im.godwit.core.session.SessionRules;
import im.godwit.core.session.Sessions;
import im.godwit.core.stream.ComponentHosts;
import im.godwit.core.stream.StreamHost;
import im.godwit.core.stream.StreamHosts;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.SystemTimers;
import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.service.Accounts;
import im.godwit.service.AnonymousAccounts;
import im.godwit.service.ClientAccess;
import im.godwit.service.DiscoSource;
import im.godwit.service.Documents;
import im.godwit.service.ExternalComponents;
import im.godwit.service.NameReservation;
import im.godwit.service.OnBehalf;
import im.godwit.service.Operations;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts of this process, their sessions and the router between them; knows nothing of sockets. Make it,
 * {@link #start} it, let streams in through {@link StreamHosts}, {@link #stop} it.
 */
public final class Server implements StreamHosts {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** How long sessions may take to store what their clients have not got. */
    private static final Duration PARTING = Duration.ofSeconds(30);

    private static final DocumentParser DOCUMENTS = new DocumentParser(ParseLimits.AUTHENTICATED);

    private final Map<String, VirtualHost> hosts = new LinkedHashMap<>();
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private final Sessions sessions;
    private final AccountStore accounts;
    private final AnonymousLogins anonymous;
    private final FastTokens tokens;
    private final Components components;
    private final CompletableFuture<Operations.Stop> stopRequest = new CompletableFuture<>();

    /**
     * Puts a server together without starting it, with the default rules of stream management.
     *
     * @param setups the domains to serve
     * @param iterations of PBKDF2 for new passwords
     * @param maxSessions how many sessions an account may have at once
     */
    public Server(
            List<HostSetup> setups,
            Persistence persistence,
            OptionSource options,
            int iterations,
            int maxSessions,
            Clock clock) {
        this(
                setups,
                Map.of(),
                persistence,
                options,
                iterations,
                FastTokens.Options.DEFAULTS,
                new SessionRules(
                        maxSessions,
                        ManagementOptions.DEFAULTS,
                        SystemTimers.ofBlocking("session-timer"),
                        clock,
                        Ids::next));
    }

    /**
     * Puts a server together without starting it.
     *
     * @param setups the domains to serve
     * @param secrets of external components, by their domains (XEP-0114)
     * @param iterations of PBKDF2 for new passwords
     * @param fast how long tokens are good (XEP-0484)
     * @param rules of sessions
     */
    public Server(
            List<HostSetup> setups,
            Map<Jid, String> secrets,
            Persistence persistence,
            OptionSource options,
            int iterations,
            FastTokens.Options fast,
            SessionRules rules) {
        persistence.migrate(AccountStore.MIGRATIONS);
        persistence.migrate(AnonymousLogins.MIGRATIONS);
        this.accounts = new AccountStore(
                persistence.database(),
                iterations,
                this::accountCreated,
                account -> accountDeleted(account, persistence),
                account -> endSessions(account, "this account was disabled"),
                this::passwordChanged);
        this.anonymous = new AnonymousLogins(
                persistence.database(),
                setups.stream().collect(Collectors.toMap(HostSetup::domain, HostSetup::anonymous)),
                account -> accountDeleted(account, persistence));
        ClientNames names = new ClientNames(accounts.secret("client names"), rules.ids());
        this.tokens = new FastTokens(persistence.database(), names, fast, rules.clock());
        this.sessions = new Sessions(rules);
        PendingRequests pending = new PendingRequests(rules.timers());
        Router router = new Router(
                name -> Optional.ofNullable(domains.get(name)),
                this::elsewhere,
                sessions,
                pending,
                persistence.database());
        this.components = new Components(secrets, router::route, this::tellAll, pending::giveUp);
        Parts parts = new Parts(
                new Directory(),
                persistence,
                options,
                sessions,
                pending,
                router::route,
                new Fanout(router::route, router::isAway),
                rules.clock(),
                rules.ids(),
                names,
                accounts::isEnabled,
                anonymous);
        ClientAccess clients = new ClientSessions(tokens, sessions);
        OnBehalf onBehalf = new BehalfOfAccounts(router, pending);
        for (HostSetup setup : setups) {
            VirtualHost host = new VirtualHost(
                    setup.domain(),
                    setup.kind(),
                    setup.kind() == Host.Kind.SERVICE ? address -> true : this::accountExists,
                    setup.plugins(),
                    parts,
                    router);
            host.services.provide("core", Accounts.class, accounts);
            host.services.provide("core", AnonymousAccounts.class, anonymous);
            host.services.provide("core", ClientAccess.class, clients);
            host.services.provide("core", Documents.class, Server::parse);
            host.services.provide("core", ExternalComponents.class, components);
            host.services.provide("core", OnBehalf.class, onBehalf);
            host.services.provide(
                    "core", Operations.class, new DomainOperations(setup.domain(), sessions, stopRequest));
            if (setup.kind() == Host.Kind.ACCOUNTS) {
                host.services.contribute(NameReservation.class, anonymous::contains);
                host.services.contribute(
                        DiscoSource.class, new ServiceItems(setup.domain(), setups, components::connected));
            }
            hosts.put(setup.domain().domain(), host);
            domains.put(setup.domain().domain(), host.routed());
        }
    }

    /** Has all hosts provide a service that is the program's, not the core's own; before the start. */
    public <T> void provide(Class<T> service, T implementation) {
        hosts.values().forEach(host -> host.services.provide("core", service, implementation));
    }

    /**
     * Starts all plugins of all hosts.
     *
     * @throws RuntimeException if a plugin refuses, with a message that says what to do
     */
    public void start() {
        hosts.values().forEach(VirtualHost::start);
        anonymous.forgetFormer();
    }

    /** Tells all plugins that the server will stop; streams are open still. */
    public void announceStop() {
        tellAll(new Event.ServerStopping());
    }

    private void tellAll(Event event) {
        hosts.values().forEach(host -> host.events.raise(event));
    }

    /** Ends the sessions that wait for their clients and stops all plugins; streams must be closed before. */
    public void stop() {
        int left = sessions.endManaged(PARTING);
        if (left > 0) {
            log.atError().addKeyValue("sessions", left).log("What clients had not acknowledged is lost");
        }
        hosts.values().forEach(VirtualHost::stop);
    }

    @Override
    public Optional<StreamHost> find(String domain) {
        return Optional.ofNullable(hosts.get(domain))
                .filter(host -> host.routed().kind() == Host.Kind.ACCOUNTS)
                .map(host -> host);
    }

    /** The external components, for their streams. */
    public ComponentHosts components() {
        return components;
    }

    private Optional<Route> elsewhere(String domain) {
        return components.route(domain);
    }

    /** The accounts, with the verifiers that logins are checked against. */
    public AccountStore accounts() {
        return accounts;
    }

    /** The accounts of those who have none. */
    public AnonymousLogins anonymous() {
        return anonymous;
    }

    /** The tokens with which clients log in again. */
    public FastTokens tokens() {
        return tokens;
    }

    private boolean accountExists(Jid account) {
        return anonymous.isPresent(account) || accounts.exists(account);
    }

    private void accountCreated(Jid account) {
        host(account).ifPresent(host -> host.events.raise(new Event.AccountCreated(account)));
    }

    private void passwordChanged(Jid account) {
        host(account).ifPresent(host -> host.events.raise(new Event.PasswordChanged(account)));
    }

    /** Ends its sessions, then has every plugin forget it. */
    private void accountDeleted(Jid account, Persistence persistence) {
        endSessions(account, "this account was removed");
        persistence.forget(account);
        Event deleted = new Event.AccountDeleted(account);
        hosts.values().stream()
                .filter(host -> host.routed().kind() == Host.Kind.SERVICE
                        || host.domain().equals(account.domainJid()))
                .forEach(host -> host.events.raise(deleted));
    }

    private void endSessions(Jid account, String why) {
        StreamError reason = StreamCondition.NOT_AUTHORIZED.error(why);
        for (BoundSession session : sessions.of(account)) {
            session.close(reason);
            session.unbind();
        }
    }

    /** What the hosts see of each other. */
    private final class Directory implements Parts.Hosts {
        @Override
        public <T> Optional<T> find(Jid domain, Class<T> service) {
            return service(domain, service);
        }

        @Override
        public void tellServices(Event event) {
            hosts.values().stream()
                    .filter(host -> host.routed().kind() == Host.Kind.SERVICE)
                    .forEach(host -> host.events.raise(event));
        }
    }

    private Optional<VirtualHost> host(Jid address) {
        return Optional.ofNullable(hosts.get(address.domain()));
    }

    /** A plugin's service on one host; for the composition root and tests. */
    public <T> Optional<T> service(Jid domain, Class<T> kind) {
        return host(domain).flatMap(host -> host.services.find(kind));
    }

    /** Done once somebody asks the process to stop; how it stops is up to who runs it. */
    public CompletableFuture<Operations.Stop> stopRequest() {
        return stopRequest;
    }

    /** What the plugins of all hosts add to an extension point that is the server's own. */
    public <T> List<T> contributions(Class<T> point) {
        return hosts.values().stream()
                .flatMap(host -> host.services.contributions(point).stream())
                .toList();
    }

    private static Element parse(byte[] document) {
        try {
            return DOCUMENTS.parse(document);
        } catch (InvalidXmlException refused) {
            throw Condition.BAD_REQUEST
                    .error("the XML is refused: " + refused.getMessage())
                    .thrown();
        }
    }

    /** How many sessions are bound. */
    public int sessionCount() {
        return sessions.count();
    }
}
