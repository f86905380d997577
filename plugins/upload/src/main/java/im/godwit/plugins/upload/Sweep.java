package im.godwit.plugins.upload;

import im.godwit.jid.Jid;
import im.godwit.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files: from the disk first and then from the table, so that none is forgotten on disk whenever the server
 * stops. Run on a thread of its own, it does so from time to time until it is interrupted.
 */
final class Sweep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final FileTable files;
    private final Shelf shelf;
    private final Clock clock;

    Sweep(FileTable files, Shelf shelf, Clock clock) {
        this.files = files;
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                removeOutdated();
            } catch (StoreException | UncheckedIOException failed) {
                log.atWarn().setCause(failed).log("Old files could not be removed; it is tried again");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** Removes what is too old, and slots that nobody used. */
    void removeOutdated() {
        removeAll(() -> files.outdated(clock.instant()));
    }

    /** Removes what was coming in when the server stopped. */
    void removeInterrupted() {
        removeAll(files::interrupted);
    }

    /** Removes all files of an account. */
    void removeOf(Jid account) {
        removeAll(() -> files.of(account));
    }

    private void removeAll(Supplier<List<String>> next) {
        List<String> batch = next.get();
        while (!batch.isEmpty()) {
            remove(batch);
            batch = next.get();
        }
    }

    void remove(List<String> names) {
        names.forEach(shelf::remove);
        files.forget(names);
    }
}
