package im.godwit.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** Tells how a run goes, line by line, in a file that {@code ./godwit bench faults} shows while it grows. */
final class Report {
    private static final Path FILE = Path.of(System.getProperty("faults.report", "target/faults.txt"));

    private final String title;
    private Duration slowest = Duration.ZERO;
    private int rounds;

    /** Begins a table. */
    Report(String title, long seed) {
        this.title = title;
        print(
                "%n%s, seed %d%n%6s %9s %13s %11s %9s%n",
                title, seed, "round", "sent", "acknowledged", "sent again", "start");
    }

    /** One more fault was survived; the server was up after so long. */
    void survived(Ledger ledger, Duration start) {
        rounds++;
        slowest = start.compareTo(slowest) > 0 ? start : slowest;
        print(
                "%6d %,9d %,13d %,11d %7.1f s%n",
                rounds, ledger.sent(), ledger.acknowledgements(), ledger.sentAgain(), start.toMillis() / 1000.0);
    }

    /** All is proved. */
    void end(Ledger ledger) {
        print(
                "%s: of %,d acknowledged messages none was lost, doubled or out of order; slowest start %.1f s.%n",
                title, ledger.acknowledgements(), slowest.toMillis() / 1000.0);
    }

    private static void print(String format, Object... arguments) {
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(
                    FILE,
                    String.format(Locale.ROOT, format, arguments),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
