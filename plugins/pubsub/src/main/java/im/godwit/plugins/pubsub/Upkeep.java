package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.store.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is over by the clock, once a minute, on a thread of its own. */
@FunctionalInterface
interface Upkeep extends AutoCloseable {
    /** Of a plugin that has not started. */
    Upkeep NONE = () -> {};

    long MINUTES = 1;

    /** Stops; what runs is finished. */
    @Override
    void close();

    /** Starts it for a service. */
    static Upkeep start(PubSub pubsub) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("pubsub-upkeep").factory());
        timer.scheduleWithFixedDelay(() -> run(pubsub), MINUTES, MINUTES, TimeUnit.MINUTES);
        return timer::close;
    }

    private static void run(PubSub pubsub) {
        try {
            pubsub.upkeep().forEach(outcome -> outcome.delivery().run());
        } catch (StoreException notNow) {
            Logger log = LoggerFactory.getLogger(Upkeep.class);
            log.atWarn().setCause(notNow).log("Expired items and subscriptions are removed later");
        }
    }
}
