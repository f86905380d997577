package im.godwit.it.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A proxy that runs, with all it has in a folder of its own. */
final class Program implements AutoCloseable {
    private static final Path MANUAL = Path.of("..", "docs", "proxies.md");

    private final Path folder;
    private final Process process;

    private Program(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** An empty folder for its configuration. */
    static Path folder(String executable) throws IOException {
        assertThat(Path.of(executable)).as("what './godwit test' installs").isExecutable();
        return Files.createTempDirectory("godwit-proxy");
    }

    /**
     * Starts it in the foreground and waits until it listens.
     *
     * @param folder is removed in the end
     */
    static Program start(Path folder, int port, List<String> command) throws IOException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(ConnectException.class)
                .untilAsserted(() -> {
                    assertThat(process.isAlive()).as(() -> read(log)).isTrue();
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                });
        return new Program(folder, process);
    }

    /** What the manual shows in one language, piece by piece. */
    static List<String> shown(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(MANUAL))
                .results()
                .map(piece -> piece.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return "no log";
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
