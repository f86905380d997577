package im.godwit.testkit;

import im.godwit.core.auth.Authentication;
import im.godwit.core.auth.LoginLimits;
import im.godwit.core.host.Server;
import im.godwit.core.stream.StreamHost;
import im.godwit.core.stream.StreamOptions;
import im.godwit.core.stream.Streams;
import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.service.Accounts;
import im.godwit.service.Rosters;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole server in memory, with its actors. Made for one test; not for several threads. */
public final class Stage implements AutoCloseable {
    /** The domain with accounts. */
    public static final String DOMAIN = "example.org";

    /** Long enough for a slow machine; only a failing test waits that long. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The password of every account. */
    static final String PASSWORD = "secret";

    private static final String DEFAULT_RESOURCE = "home";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+)(/([A-Za-z0-9-]*))?}");

    private final Server server;
    private final Runnable closeStore;
    private final MutableClock clock;
    private final Streams streams;
    private final Streams componentStreams;
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Queue<String> script = new ConcurrentLinkedQueue<>();

    Stage(Server server, MutableClock clock, Runnable closeStore) {
        this.server = server;
        this.clock = clock;
        this.closeStore = closeStore;
        this.streams = new Streams(server, authentication(), StreamOptions.DEFAULTS);
        this.componentStreams = Streams.ofComponents(server.components(), StreamOptions.DEFAULTS.loginTimeout());
        server.start();
    }

    /** The server's SASL, with failures forgotten by the stage's clock. */
    public Authentication authentication() {
        return new Authentication(
                server.accounts(),
                new LoginLimits(LoginLimits.Options.DEFAULTS, clock),
                server.anonymous(),
                server.tokens(),
                List.of());
    }

    /** A stage to be set up by hand, for plugins with options. */
    public static StageBuilder builder() {
        return new StageBuilder();
    }

    /** The server's clock, which only the test moves. */
    public MutableClock clock() {
        return clock;
    }

    /** The server's part behind the actors. */
    public Server server() {
        return server;
    }

    /** An account that is not connected. */
    public Jid account(String name) {
        Jid account = Jid.of(name, DOMAIN);
        Accounts accounts = service(Accounts.class);
        if (!accounts.exists(account)) {
            accounts.create(account, PASSWORD);
        }
        return account;
    }

    /** A client that is connected, authenticated and bound; {@code name} or {@code name/resource}. */
    public Actor client(String name) {
        int slash = name.indexOf('/');
        String resource = slash < 0 ? DEFAULT_RESOURCE : name.substring(slash + 1);
        Jid account = account(slash < 0 ? name : name.substring(0, slash));
        StreamHost host = server.find(DOMAIN).orElseThrow();
        Actor actor = new Actor(this, name, host, account, resource);
        actors.put(name, actor);
        return actor;
    }

    /** A client that has also sent initial presence, and forgot what came of it. */
    public Actor online(String name) {
        Actor actor = client(name);
        actor.sends("<presence/>");
        actors.values().forEach(Actor::ignoresAll);
        return actor;
    }

    /** A client with a stream of its own, which has authenticated and bound nothing yet. */
    public Wire wire(String name) {
        return new Wire(this, name, streams::accept).authenticates(account(name));
    }

    /**
     * A client with a stream of its own that authenticates with SASL2 (XEP-0388); what it is answered is for the test
     * to expect.
     *
     * @param wanted children of {@code <authenticate/>}, such as a {@code <bind/>}
     */
    public Wire wire(String name, String wanted) {
        return new Wire(this, name, streams::accept).authenticates(account(name), wanted);
    }

    /** A client with a stream of its own, which has not authenticated. */
    public Wire stranger(String name) {
        return new Wire(this, name, streams::accept);
    }

    /** Somebody who connects as the external component at a subdomain, and has opened no stream yet. */
    public Component component(String subdomain) {
        return new Component(this, subdomain, componentStreams);
    }

    /** Ends all streams as a server that stops does; what clients had not acknowledged is elsewhere then. */
    public void shutDown() {
        streams.closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), PATIENCE);
        componentStreams.closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), PATIENCE);
    }

    /** Somebody at an IP address who has not authenticated; not encrypted. */
    public Visitor visitor(String address) {
        StreamHost host = server.find(DOMAIN).orElseThrow();
        return new Visitor(this, host, new Peer(InetAddress.ofLiteral(address), false));
    }

    /** Makes two accounts see each other's presence, as if each had asked and agreed. */
    public void friends(String one, String other) {
        befriend(account(one), account(other));
        befriend(account(other), account(one));
        actors.values().forEach(Actor::ignoresAll);
    }

    private void befriend(Jid account, Jid contact) {
        service(Rosters.class)
                .update(
                        account,
                        contact,
                        entry -> entry.withListed(true).withTo(true).withFrom(true));
    }

    /** A plugin's service on the host with accounts. */
    public <T> T service(Class<T> kind) {
        return server.service(Jid.ofDomain(DOMAIN), kind)
                .orElseThrow(() -> new IllegalStateException("no plugin on stage provides " + kind.getSimpleName()));
    }

    /** What was said so far. */
    String script() {
        return String.join("\n", script);
    }

    void tell(String line) {
        script.add(line);
    }

    void tell(String line, Element stanza) {
        script.add(line + ":\n" + Xml.indented(stanza).stripTrailing());
    }

    /** Reads a stanza as a test writes it. */
    Element parse(String xml) {
        return parse(xml, Namespaces.CLIENT);
    }

    /** Reads a stanza of a stream with another content namespace. */
    Element parse(String xml, String content) {
        return Xml.parse(filled(xml), content);
    }

    private String filled(String xml) {
        Matcher matcher = PLACEHOLDER.matcher(xml);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(address(found.group(1), found.group(3))));
    }

    private String address(String name, String resource) {
        if (name.equals("any")) {
            return "{any}";
        }
        Jid bare = Jid.of(name, DOMAIN);
        if (resource == null) {
            return bare.toString();
        }
        return bare.withResource(resource.isEmpty() ? DEFAULT_RESOURCE : resource)
                .toString();
    }

    @Override
    public void close() {
        shutDown();
        streams.close();
        componentStreams.close();
        server.stop();
        closeStore.run();
    }
}
