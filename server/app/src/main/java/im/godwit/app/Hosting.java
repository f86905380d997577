package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.config.ConfigurationException;
import im.godwit.core.config.Settings;
import im.godwit.core.config.StreamManagement;
import im.godwit.core.host.HostSetup;
import im.godwit.core.host.Ids;
import im.godwit.core.host.Persistence;
import im.godwit.core.host.Server;
import im.godwit.core.session.ManagementOptions;
import im.godwit.core.session.SessionRules;
import im.godwit.core.session.SystemTimers;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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
        SystemTimers timers = new SystemTimers();
        try {
            Server server = new Server(
                    hosts,
                    configuration.settings().components().byDomain(),
                    persistence,
                    configuration,
                    configuration.settings().auth().iterations(),
                    configuration.settings().fast().options(),
                    rules(configuration.settings(), timers));
            server.start();
            return new Hosting(persistence, server, timers);
        } catch (ConfigurationException | IllegalStateException refused) {
            persistence.close();
            throw new FatalException(refused.getMessage());
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
