package im.godwit.archive;

import im.godwit.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves new entries to their places from time to time, and their words into the index, on a thread of its own, until it
 * is interrupted. Whoever reads has them moved before, and looks through what is not in the index; so nothing but the
 * size of the journal and the speed of a search depends on when.
 */
public final class Settling implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** So many chunks of words are taken in between two rounds, so that neither waits long for the other. */
    private static final int CHUNKS = 100;

    private final ArchiveTables tables;

    public Settling(ArchiveTables tables) {
        this.tables = tables;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                settle();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle() {
        try {
            tables.settle();
            for (int i = 0; i < CHUNKS && tables.indexNext(); i++) {
                // the next chunk is a transaction of its own
            }
        } catch (StoreException failed) {
            log.atWarn().setCause(failed).log("New messages could not be put into their archives; it is tried again");
        }
    }
}
