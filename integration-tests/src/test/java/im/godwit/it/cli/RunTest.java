package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    private static final String OPENING = "<stream:stream to='localhost' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";

    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    void itSaysWhatIsWhere() {
        Launched server = installation.run();

        assertThat(server.output())
                .contains("port " + installation.ports().starttls() + " (STARTTLS)")
                .contains("port " + installation.ports().directTls() + " (direct TLS)")
                .contains("http://localhost:" + installation.ports().http() + "/")
                .contains("./godwit user add juliet@localhost");
        assertThat(installation.data().resolve("certificates/localhost.crt")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void toldToStopItEndsStreamsAndHeldRequestsAndExitsWithZero(String signal) throws Exception {
        Launched server = installation.run();
        HeldRequest held = HeldRequest.at(installation.ports().http());
        try (Socket client = new Socket("127.0.0.1", installation.ports().starttls())) {
            client.getOutputStream().write(OPENING.getBytes(StandardCharsets.UTF_8));
            readUntil(client.getInputStream(), "</stream:features>");

            server.signal(signal);

            assertThat(readUntil(client.getInputStream(), "</stream:stream>"))
                    .contains("<system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>");
            assertThat(held.answer()).contains("type='terminate'").contains("condition='system-shutdown'");
        }
        assertThat(server.exit()).isZero();
        assertThat(server.output()).endsWith("Stopped.");
    }

    @Test
    void toldToStopWhileItStartsItEndsInOrder() throws Exception {
        Launched server = installation.launch("run");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(installation.data()::toFile, File::exists);

        server.signal("TERM");

        assertThat(server.exit()).isZero();
        assertThat(server.output()).endsWith("Stopped.");
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended before " + end + ": " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
