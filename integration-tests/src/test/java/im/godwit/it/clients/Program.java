package im.godwit.it.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program that runs, with the lines that it has printed and those that it is told. */
final class Program implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Starts one; what it says of errors is seen in the output of the tests. */
    Program(ProcessBuilder builder) {
        try {
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException over) {
            // the process has ended
        }
    }

    /** What it has printed so far. */
    List<String> lines() {
        return lines;
    }

    /** Whether it has printed this, or more on the same line. */
    boolean printed(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** Writes a line to its standard input. */
    void tell(String line) {
        try {
            process.outputWriter().write(line + "\n");
            process.outputWriter().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
