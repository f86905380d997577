package im.godwit.it.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A process of the launcher with what it has printed so far; both outputs are read together. */
public final class Launched {
    /** A first start takes four seconds of CPU, of which a busy machine may have a tenth to give. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Launched(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::readAll);
    }

    static Launched start(ProcessBuilder builder) {
        try {
            return new Launched(builder.redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void readAll() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add("(output ended: " + ended.getMessage() + ")");
        }
    }

    /** Types a line on its standard input. */
    Launched type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
        return this;
    }

    /** Waits for a line. What the threads do is in the message of a failure twice, so that it tells what goes on. */
    void awaitLine(String part) {
        Duration half = PATIENCE.dividedBy(2);
        if (hasPrinted(part, half)) {
            return;
        }
        printThreads();
        if (!hasPrinted(part, half)) {
            printThreads();
            Assertions.fail("no line with \"" + part + "\"; it printed:\n" + output());
        }
    }

    private boolean hasPrinted(String part, Duration patience) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .failFast(() -> {
                        if (!process.isAlive() && !output().contains(part)) {
                            Assertions.fail("ended without a line with \"" + part + "\"; it printed:\n" + output());
                        }
                    })
                    .until(() -> output().contains(part));
            return true;
        } catch (ConditionTimeoutException late) {
            return false;
        }
    }

    /** Has a JVM print what its threads do. */
    private void printThreads() {
        int before = lines.size();
        signal("QUIT");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> lines.stream().skip(before).anyMatch(line -> line.startsWith("JNI global refs")));
        } catch (ConditionTimeoutException stuck) {
            lines.add("(it does not print its threads)");
        }
    }

    /** Waits for its end; the exit code. */
    public int exit() {
        try {
            if (!process.waitFor(PATIENCE)) {
                printThreads();
                Assertions.fail("still runs; it printed:\n" + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** All that it has printed. */
    public String output() {
        return String.join("\n", lines);
    }

    List<String> lines() {
        return lines;
    }

    /** Asks it to end, as Ctrl-C ({@code INT}) or a service manager ({@code TERM}) does. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Ends it without a word, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
