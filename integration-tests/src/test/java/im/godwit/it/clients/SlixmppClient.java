package im.godwit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.it.GodwitServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client with slixmpp that is told what to do by lines of JSON: {@code clients/src/slixmpp_client.py}. */
final class SlixmppClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String DONE = "\"done\", \"value\": ";

    private final Program program;
    private int orders;

    private SlixmppClient(GodwitServer server, int port, String jid, String start) {
        String certificate = server.certificate().toAbsolutePath().toString();
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/python3",
                "clients/src/slixmpp_client.py",
                Integer.toString(port),
                jid,
                GodwitServer.PASSWORD,
                certificate,
                start);
        builder.environment().put("SSL_CERT_FILE", certificate); // which its HTTP client trusts
        program = new Program(builder);
    }

    /** Logs in. */
    static SlixmppClient login(GodwitServer server, int port, String jid) {
        return new SlixmppClient(server, port, jid, "login").tells("{\"event\": \"online\"}");
    }

    /** Makes the account that it logs in to. */
    static SlixmppClient register(GodwitServer server, int port, String jid) {
        return new SlixmppClient(server, port, jid, "register")
                .tells("{\"event\": \"registered\"}", "{\"event\": \"online\"}");
    }

    /** Waits for events, each a line of JSON. */
    SlixmppClient tells(String... events) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.lines()).contains(events));
        return this;
    }

    /** Waits until it has lost its stream, or resumed one. */
    SlixmppClient is(String state) {
        return tells("{\"event\": \"" + state + "\"}");
    }

    /** Waits for a message with this body. */
    SlixmppClient hears(String body) {
        return tells("{\"event\": \"message\", \"body\": \"" + body + "\"}");
    }

    /** Waits for a message whose body ends so; all of it. */
    String hearsOneWith(String end) {
        String prefix = "{\"event\": \"message\", \"body\": \"";
        String line = awaitLine(prefix, end + "\"}");
        return line.substring(prefix.length(), line.length() - 2);
    }

    private String awaitLine(String start, String end) {
        return await().atMost(PATIENCE)
                .until(
                        () -> program.lines().stream()
                                .filter(it -> it.startsWith(start) && it.endsWith(end))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** All that it told so far. */
    List<String> told() {
        return program.lines();
    }

    /** Orders something that gives nothing and waits until it is done. */
    SlixmppClient does(String action, String... arguments) {
        assertThat(order(action, arguments)).as(action).isEqualTo(DONE + "null");
        return this;
    }

    /** Orders something; what it gives, as JSON. */
    String gives(String action, String... arguments) {
        String answer = order(action, arguments);
        assertThat(answer).as(action).startsWith(DONE);
        return answer.substring(DONE.length());
    }

    private String order(String action, String... arguments) {
        int id = ++orders;
        String with = Arrays.stream(arguments).map(it -> '"' + it + '"').collect(Collectors.joining(","));
        program.tell("{\"id\": %d, \"do\": \"%s\", \"with\": [%s]}".formatted(id, action, with));
        String line = awaitLine("{\"event\": ", ", \"id\": " + id + "}");
        return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(", \"id\""));
    }

    @Override
    public void close() {
        program.close();
    }
}
