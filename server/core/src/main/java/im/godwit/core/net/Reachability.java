package im.godwit.core.net;

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

    private final String place;
    private final Set<String> down = ConcurrentHashMap.newKeySet();

    Reachability(UpstreamOptions options) {
        place = options.host() + " port " + options.port();
    }

    void failed(String domain, String why) {
        LoggingEventBuilder event = down.add(domain) ? log.atWarn() : log.atDebug();
        event.addKeyValue("upstream", place)
                .addKeyValue("domain", domain)
                .addKeyValue("reason", why)
                .log("The upstream server cannot be used");
    }

    void reached(String domain) {
        if (down.remove(domain)) {
            log.atInfo()
                    .addKeyValue("upstream", place)
                    .addKeyValue("domain", domain)
                    .log("The upstream server can be used again");
        }
    }
}
