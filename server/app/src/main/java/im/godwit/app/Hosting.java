package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.config.ConfigurationException;
import im.godwit.core.config.Http;
import im.godwit.core.config.Settings;
import im.godwit.core.config.StreamManagement;
import im.godwit.core.host.HostSetup;
import im.godwit.core.host.Ids;
import im.godwit.core.host.Persistence;
import im.godwit.core.host.Server;
import im.godwit.core.session.ManagementOptions;
import im.godwit.core.session.SessionRules;
import im.godwit.core.transport.SystemTimers;
import im.godwit.gateway.PublicAddress;
import im.godwit.http.HttpAddress;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hosts of a configuration with their plugins, over its database; without any socket. */
final class Hosting implements AutoCloseable {
    private final Persistence persistence;
    private final Server server;
    private final SystemTimers timers;

    private Hosting(Persistence persistence, Server server, SystemTimers timers) {
        this.persistence = persistence;
        this.server = server;
        this.timers = timers;
    }

    /**
     * Opens the database and starts all plugins.
     *
     * @throws FatalException if one of them refuses
     */
    static Hosting start(Configuration configuration) {
        List<HostSetup> hosts = hosts(configuration.settings());
        Persistence persistence = Databases.open(configuration);
        SystemTimers timers = SystemTimers.ofBlocking("session-timer");
        try {
            Server server = new Server(
                    hosts,
                    configuration.settings().components().byDomain(),
                    persistence,
                    configuration,
                    configuration.settings().auth().iterations(),
                    configuration.settings().fast().options(),
                    rules(configuration.settings(), timers));
            offer(configuration, server);
            server.start();
            return new Hosting(persistence, server, timers);
        } catch (ConfigurationException | IllegalStateException refused) {
            persistence.close();
            throw new FatalException(refused.getMessage());
        }
    }

    private static void offer(Configuration configuration, Server server) {
        Path data = DataFolder.of(configuration);
        server.provide(Folders.class, name -> DataFolder.within(data, name));
        Http http = configuration.settings().http();
        if (http.port() > 0 || http.tlsPort() > 0) {
            PublicAddress address = new PublicAddress(
                    http.address(),
                    http.publicUrl().map(URI::create),
                    configuration.settings().domains(),
                    Optional.of(http.port()).filter(port -> port > 0),
                    Optional.of(http.tlsPort()).filter(port -> port > 0));
            server.provide(HttpAddress.class, address::resolve);
        }
    }

    private static SessionRules rules(Settings settings, SystemTimers timers) {
        StreamManagement management = settings.streamManagement();
        ManagementOptions options = new ManagementOptions(
                management.resumeTime(),
                management.maxResumeTime(),
                management.ackTimeout(),
                management.maxUnacknowledged(),
                management.maxUnacknowledgedBytes().asInt());
        return new SessionRules(settings.c2s().sessionsPerAccount(), options, timers, Clock.systemUTC(), Ids::next);
    }

    private static List<HostSetup> hosts(Settings settings) {
        List<HostSetup> hosts = new ArrayList<>();
        for (String name : settings.domains()) {
            Jid domain = Jid.ofDomain(name);
            hosts.add(new HostSetup(
                    domain,
                    Host.Kind.ACCOUNTS,
                    Plugins.named(settings.plugins()),
                    settings.anonymous().limits(domain)));
            settings.services()
                    .forEach((subdomain, plugins) -> hosts.add(new HostSetup(
                            Jid.ofDomain(subdomain + "." + domain.domain()),
                            Host.Kind.SERVICE,
                            Plugins.named(plugins))));
        }
        return hosts;
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        server.stop();
        timers.close();
        persistence.close();
    }
}
