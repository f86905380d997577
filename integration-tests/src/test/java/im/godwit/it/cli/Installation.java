package im.godwit.it.cli;

import im.godwit.it.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An installation in a folder of its own for each test, configured to free ports; its processes end with the test. */
public final class Installation implements BeforeEachCallback, AfterEachCallback {
    private static final Path DISTRIBUTION = Path.of("..", "server", "app", "target", "godwit");

    private final List<Launched> launched = new ArrayList<>();
    private Path home;
    private Ports ports;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("godwit-installed");
        ports = Ports.free();
        Files.createDirectory(home.resolve("conf"));
        configure("");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        launched.forEach(Launched::kill);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Writes the configuration anew: the ports, and these lines. */
    public void configure(String lines) {
        try {
            Files.writeString(configuration(), ports.configuration() + lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    Path configuration() {
        return home.resolve("conf/godwit.conf");
    }

    /** The data folder. */
    public Path data() {
        return home.resolve("data");
    }

    /** Where its servers listen. */
    public Ports ports() {
        return ports;
    }

    /**
     * Starts a command of the launcher, such as {@code launch("user", "list")}, with this installation's configuration.
     */
    public Launched launch(String... words) {
        return launch(Map.of(), words);
    }

    /** Starts a command with these variables in its environment. */
    public Launched launch(Map<String, String> environment, String... words) {
        return launch(environment, configuration(), List.of(words));
    }

    /** Starts a command that has another configuration file. */
    Launched launchWith(Path configuration, String name, String... options) {
        List<String> words = new ArrayList<>(List.of(name));
        words.addAll(List.of(options));
        return launch(Map.of(), configuration, words);
    }

    private Launched launch(Map<String, String> environment, Path configuration, List<String> words) {
        // a shell that runs the tests in its background has all that they start ignore Ctrl-C
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(DISTRIBUTION.resolve("godwit").toAbsolutePath().toString());
        command.addAll(words);
        command.addAll(List.of("--config", configuration.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().putAll(environment);
        Launched process = Launched.start(builder);
        launched.add(process);
        return process;
    }

    /** Starts the server and waits until it says that it is up. */
    public Launched run() {
        return run(Map.of());
    }

    /** Starts the server with these variables in its environment and waits until it says that it is up. */
    public Launched run(Map<String, String> environment) {
        Launched server = launch(environment, "run");
        server.awaitLine("Ctrl-C stops it.");
        return server;
    }
}
