package im.godwit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that runs in Node and talks with the test by lines of JSON, as {@code clients/src/lines.js} has it. */
public final class NodeClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path FOLDER = Path.of("clients");
    private static final Pattern BODY = Pattern.compile("\\{\"event\":\"message\",\"body\":\"(.*)\"}");

    private final Program program;

    /**
     * Starts one.
     *
     * @param certificate what it trusts, in PEM
     * @param arguments the program in {@code clients/src}, and what it is told at the start
     */
    public NodeClient(Path certificate, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(FOLDER.resolve("src").toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", certificate.toString());
        program = new Program(builder);
    }

    /** Waits until something has happened so often in all: online, resumed or offline. */
    public void awaits(String event, long times) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(program.lines())
                        .as("%s among %s", event, program.lines())
                        .filteredOn(it -> it.equals("{\"event\":\"" + event + "\"}"))
                        .hasSize((int) times));
    }

    /** Waits for messages, of which these are all that came so far. */
    public void hasReceived(String... bodies) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received()).containsExactly(bodies));
    }

    private List<String> received() {
        return program.lines().stream()
                .map(BODY::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1))
                .toList();
    }

    /** Sends a message of letters and spaces. */
    public void say(String to, String body) {
        program.tell("{\"do\":\"say\",\"to\":\"" + to + "\",\"body\":\"" + body + "\"}");
    }

    @Override
    public void close() {
        program.close();
    }
}
