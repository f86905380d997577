package im.godwit.core.net;

import im.godwit.core.upstream.ServerAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs when an upstream server cannot be used any more for a domain, and when it can again: one line each, not one a
 * client. Threads may share it.
 */
final class Reachability {
    private static final Logger log = LoggerFactory.getLogger(Reachability.class);

    private record Service(ServerAddress server, String domain) {}

    private final Set<Service> down = ConcurrentHashMap.newKeySet();

    void failed(ServerAddress server, String domain, String why) {
        LoggingEventBuilder event = down.add(new Service(server, domain)) ? log.atWarn() : log.atDebug();
        event.addKeyValue("upstream", server)
                .addKeyValue("domain", domain)
                .addKeyValue("reason", why)
                .log("The upstream server cannot be used");
    }

    void reached(ServerAddress server, String domain) {
        if (down.remove(new Service(server, domain))) {
            log.atInfo()
                    .addKeyValue("upstream", server)
                    .addKeyValue("domain", domain)
                    .log("The upstream server can be used again");
        }
    }
}
