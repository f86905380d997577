package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
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
        CompletableFuture<HttpResponse<String>> held = holdRequest();
        try (Socket client = new Socket("127.0.0.1", installation.ports().starttls())) {
            client.getOutputStream().write(OPENING.getBytes(StandardCharsets.UTF_8));
            readUntil(client.getInputStream(), "</stream:features>");

            server.signal(signal);

            assertThat(readUntil(client.getInputStream(), "</stream:stream>"))
                    .contains("<system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>");
            assertThat(held.join().body()).contains("type='terminate'").contains("condition='system-shutdown'");
        }
        assertThat(server.exit()).isZero();
        assertThat(server.output()).endsWith("Stopped.");
    }

    /** Makes a BOSH session and leaves a request with the server. */
    private CompletableFuture<HttpResponse<String>> holdRequest() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String created = http.send(
                        post(
                                "<body xmlns='http://jabber.org/protocol/httpbind' to='localhost' rid='10' wait='60' hold='1'"
                                        + " ver='1.6' xmpp:version='1.0' xmlns:xmpp='urn:xmpp:xbosh'/>"),
                        BodyHandlers.ofString())
                .body();
        String sid = created.replaceFirst("(?s).* sid=['\"]([^'\"]+)['\"].*", "$1");
        return http.sendAsync(
                post("<body xmlns='http://jabber.org/protocol/httpbind' rid='11' sid='" + sid + "'/>"),
                BodyHandlers.ofString());
    }

    private HttpRequest post(String body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + installation.ports().http() + "/http-bind"))
                .POST(BodyPublishers.ofString(body))
                .build();
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
