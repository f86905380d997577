package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.store.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is over by the clock and sends digests, once a minute, on a thread of its own. */
public final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("pubsub-upkeep").factory());

    /** Starts to do so for an engine; to be called once. */
    public void start(PubSub pubsub) {
        timer.scheduleWithFixedDelay(() -> run(pubsub), 1, 1, TimeUnit.MINUTES);
    }

    /** Returns when what runs is finished. */
    public void stop() {
        timer.close();
    }

    private static void run(PubSub pubsub) {
        try {
            pubsub.upkeep().forEach(outcome -> outcome.delivery().run());
        } catch (StoreException notNow) {
            log.atWarn().setCause(notNow).log("What has expired is removed later");
        } catch (RuntimeException bug) {
            log.atError().setCause(bug).log("Upkeep failed"); // it must not end all runs to come
        }
    }
}
