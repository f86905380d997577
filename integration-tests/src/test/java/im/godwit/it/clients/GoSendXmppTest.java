package im.godwit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Go-sendxmpp, which sends from scripts, as Debian has it; romeo listens with slixmpp. */
class GoSendXmppTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("auth.iterations = 4096");

    @TempDir
    private Path folder;

    private static String romeoJid;
    private static SlixmppClient romeo;

    @BeforeAll
    static void logIn() {
        server.addUser("juliet");
        romeoJid = server.addUser("romeo");
        romeo = SlixmppClient.login(server, server.ports().starttls(), romeoJid);
    }

    @AfterAll
    static void close() {
        romeo.close();
    }

    private void sends(int port, String text, String... arguments) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("text"), text);
        List<String> command = new ArrayList<>(List.of(
                "go-sendxmpp", "-u", "juliet@localhost", "-p", GodwitServer.PASSWORD, "-j", "localhost:" + port));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(file.toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SSL_CERT_FILE", server.certificate().toString());
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aMessageByStartTls() throws Exception {
        sends(server.ports().starttls(), "by STARTTLS", romeoJid);

        romeo.hears("by STARTTLS");
    }

    @Test
    void aMessageByDirectTls() throws Exception {
        sends(server.ports().directTls(), "by direct TLS", "-t", romeoJid);

        romeo.hears("by direct TLS");
    }

    @Test
    void aFile() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "a letter");

        sends(server.ports().starttls(), "", "-h", letter.toString(), romeoJid);

        assertThat(romeo.gives("get", romeo.hearsOneWith("/letter.txt"))).isEqualTo("\"a letter\"");
    }

    @Test
    void aMessageToARoom() throws Exception {
        String room = "garden@conference.localhost";
        romeo.does("join", room, "Romeo").does("configure", room);

        sends(server.ports().starttls(), "to all", "-c", "-a", "Juliet", room);

        romeo.tells("{\"event\": \"in room\", \"by\": \"Juliet\", \"body\": \"to all\"}");
    }
}
