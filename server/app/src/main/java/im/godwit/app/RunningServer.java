package im.godwit.app;

import im.godwit.app.admin.AdminSocket;
import im.godwit.core.auth.Authentication;
import im.godwit.core.auth.LoginLimits;
import im.godwit.core.auth.Mechanism;
import im.godwit.core.auth.PasswordLogin;
import im.godwit.core.config.Bytes;
import im.godwit.core.config.C2s;
import im.godwit.core.config.Configuration;
import im.godwit.core.config.Settings;
import im.godwit.core.net.Certificates;
import im.godwit.core.net.ListenerOptions;
import im.godwit.core.net.TcpListener;
import im.godwit.core.stream.StreamOptions;
import im.godwit.core.stream.Streams;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.xml.ParseLimits;
import im.godwit.gateway.AddressLimits;
import im.godwit.gateway.Gateway;
import im.godwit.gateway.GatewayOptions;
import im.godwit.gateway.Offers;
import im.godwit.gateway.PasswordCheck;
import im.godwit.http.HttpRoute;
import im.godwit.service.Operations;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server with all its listeners. {@link #close} ends it in order: streams first, the database last. */
public final class RunningServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Hosting hosting;
    private final Streams streams;
    private final PasswordCheck passwords;
    private final Map<ListenerOptions.Mode, TcpListener> listeners = new LinkedHashMap<>();
    private Optional<ComponentListener> components = Optional.empty();
    private Optional<Gateway> gateway = Optional.empty();
    private Optional<AdminSocket> admin = Optional.empty();

    private RunningServer(Hosting hosting, Streams streams, PasswordCheck passwords) {
        this.hosting = hosting;
        this.streams = streams;
        this.passwords = passwords;
    }

    /**
     * Starts a server.
     *
     * @throws FatalException if a part cannot start; nothing is left running then
     */
    public static RunningServer start(Configuration configuration) {
        Settings settings = configuration.settings();
        Certificates certificates = Tls.certificates(configuration);
        Hosting hosting = Hosting.start(configuration);
        List<Mechanism> mechanisms = mechanisms(configuration, hosting);
        StreamOptions options = new StreamOptions(
                settings.c2s().encryptionRequired(),
                settings.c2s().loginTimeout(),
                settings.auth().maxFailures());
        LoginLimits limits = new LoginLimits(
                new LoginLimits.Options(
                        settings.auth().failuresPerAddress(),
                        settings.auth().failuresPerAccount(),
                        settings.auth().failureTime()),
                Clock.systemUTC());
        Streams streams = new Streams(
                hosting.server(),
                new Authentication(
                        hosting.server().accounts(),
                        limits,
                        hosting.server().anonymous(),
                        hosting.server().tokens(),
                        mechanisms),
                options);
        RunningServer server = new RunningServer(
                hosting,
                streams,
                passwords(
                        new PasswordLogin(hosting.server().accounts(), limits),
                        settings.auth().failureTime()));
        try {
            server.listen(settings, certificates, registration(settings));
            server.admin = Optional.of(
                    AdminSocket.open(Administration.socket(configuration), Administration.commands(hosting)));
            return server;
        } catch (IOException unwritable) {
            server.close();
            Path socket = Administration.socket(configuration);
            throw new FatalException(
                    "cannot make the administration socket " + socket + ": " + unwritable.getMessage());
        } catch (FatalException fatal) {
            server.close();
            throw fatal;
        }
    }

    private static List<Mechanism> mechanisms(Configuration configuration, Hosting hosting) {
        try {
            return Mechanisms.of(configuration, hosting.server().accounts());
        } catch (FatalException unusable) {
            hosting.close();
            throw unusable;
        }
    }

    private static PasswordCheck passwords(PasswordLogin login, Duration failureTime) {
        return (account, password, from) -> switch (login.check(account, password, from)) {
            case RIGHT -> new PasswordCheck.Right();
            case WRONG -> new PasswordCheck.Wrong();
            case TOO_MANY -> new PasswordCheck.TooMany(failureTime);
        };
    }

    private static boolean registration(Settings settings) {
        return settings.plugins().contains("registration");
    }

    private void listen(Settings settings, Certificates certificates, boolean registration) {
        C2s c2s = settings.c2s();
        if (c2s.port() > 0) {
            listen(c2s, c2s.port(), "c2s.port", ListenerOptions.Mode.STARTTLS, certificates);
        }
        if (c2s.directTlsPort() > 0) {
            listen(c2s, c2s.directTlsPort(), "c2s.direct-tls-port", ListenerOptions.Mode.DIRECT_TLS, certificates);
        }
        if (settings.components().enabled()) {
            try {
                components = Optional.of(ComponentListener.open(settings.components(), hosting.server()));
            } catch (IOException refused) {
                throw cannotListen(
                        settings.components().address(), settings.components().port(), "components.port", refused);
            }
        }
        if (settings.http().port() > 0 || settings.http().tlsPort() > 0) {
            listenHttp(settings, certificates, registration);
        }
    }

    private void listen(C2s c2s, int port, String key, ListenerOptions.Mode mode, Certificates certificates) {
        InetSocketAddress address = new InetSocketAddress(c2s.address(), port);
        ListenerOptions options = ListenerOptions.at(address, mode, Optional.of(certificates))
                .withConnections(c2s.connectionsPerAddress(), c2s.unauthenticatedPerAddress())
                .withTimes(c2s.loginTimeout(), c2s.keepalive(), c2s.idleTimeout())
                .withQueueBytes(c2s.maxQueue().asInt())
                .withLimits(
                        limit(ParseLimits.UNAUTHENTICATED, c2s.maxStanzaUnauthenticated()),
                        limit(ParseLimits.AUTHENTICATED, c2s.maxStanza()));
        try {
            listeners.put(mode, TcpListener.open(options, streams));
        } catch (IOException refused) {
            throw cannotListen(c2s.address(), port, key, refused);
        }
    }

    private static ParseLimits limit(ParseLimits limits, Bytes bytes) {
        return limits.withBytes(bytes.asInt());
    }

    private static FatalException cannotListen(String address, int port, String key, IOException cause) {
        return new FatalException("cannot listen on " + address + " port " + port + " (" + cause.getMessage()
                + "); stop what uses it, or change \"" + key + "\" in the configuration");
    }

    private void listenHttp(Settings settings, Certificates certificates, boolean registration) {
        GatewayOptions options = WebListener.options(
                settings.http(),
                settings.domains(),
                registration,
                certificates::tls,
                settings.c2s().maxStanzaUnauthenticated(),
                settings.c2s().maxStanza(),
                new AddressLimits(
                        settings.c2s().connectionsPerAddress(), settings.c2s().unauthenticatedPerAddress()));
        Offers offers = new Offers(hosting.server().contributions(HttpRoute.class), passwords);
        gateway = Optional.of(WebListener.start(options, settings.http(), streams, offers));
    }

    /** Where clients connect in this way; none if it is off. */
    public Optional<InetSocketAddress> address(ListenerOptions.Mode mode) {
        return Optional.ofNullable(listeners.get(mode)).map(TcpListener::address);
    }

    /** Where external components connect; none if none is configured. */
    public Optional<InetSocketAddress> componentAddress() {
        return components.map(ComponentListener::address);
    }

    /** The port of HTTP without encryption; none if it is off. */
    public Optional<Integer> httpPort() {
        return gateway.flatMap(Gateway::port);
    }

    /** The port of HTTP with TLS; none if it is off. */
    public Optional<Integer> httpsPort() {
        return gateway.flatMap(Gateway::tlsPort);
    }

    /** Waits until somebody asks the server, over itself, to stop. */
    Operations.Stop awaitStopRequest() throws InterruptedException {
        try {
            return hosting.server().stopRequest().get();
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        }
    }

    /** Ends all streams with {@code <system-shutdown/>}, answers held requests, flushes and closes. */
    @Override
    public void close() {
        listeners.values().forEach(TcpListener::stopAccepting);
        hosting.server().announceStop();
        if (!streams.closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), CLOSING)) {
            log.atWarn().log("Some streams did not end in time");
        }
        // after the clients, so that components learn of their absence
        components.ifPresent(ComponentListener::close);
        gateway.ifPresent(Gateway::close);
        listeners.values().forEach(TcpListener::close);
        streams.close();
        admin.ifPresent(RunningServer::closeAdmin);
        hosting.close();
    }

    private static void closeAdmin(AdminSocket socket) {
        try {
            socket.close();
        } catch (IOException left) {
            log.atWarn().addKeyValue("reason", left.getMessage()).log("The administration socket stays behind");
        }
    }
}
