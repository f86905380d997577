package im.godwit.core.net;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when an upstream server cannot be reached any more and when it can again: one line each, not one a client. */
final class Reachability {
    private static final Logger log = LoggerFactory.getLogger(Reachability.class);

    private final String place;
    private final AtomicBoolean down = new AtomicBoolean();

    Reachability(UpstreamOptions options) {
        place = options.host() + " port " + options.port();
    }

    void failed(String domain, String why) {
        var event = down.getAndSet(true) ? log.atDebug() : log.atWarn();
        event.addKeyValue("upstream", place)
                .addKeyValue("domain", domain)
                .addKeyValue("reason", why)
                .log("The upstream server cannot be used");
    }

    void reached() {
        if (down.compareAndSet(true, false)) {
            log.atInfo().addKeyValue("upstream", place).log("The upstream server can be used again");
        }
    }
}
