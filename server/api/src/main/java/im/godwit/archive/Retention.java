package im.godwit.archive;

import im.godwit.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is too old or abandoned from time to time, on a thread of its own, until it is interrupted. */
public final class Retention implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration PAUSE = Duration.ofHours(1);

    private final ArchiveTables tables;
    private final ArchiveLimits limits;
    private final Clock clock;

    public Retention(ArchiveTables tables, ArchiveLimits limits, Clock clock) {
        this.tables = tables;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                tables.removeAbandoned();
                tables.sweep(limits, clock.instant());
                Thread.sleep(PAUSE);
            } catch (StoreException failed) {
                log.atWarn().setCause(failed).log("Old messages could not be removed; it is tried again");
                pause();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
