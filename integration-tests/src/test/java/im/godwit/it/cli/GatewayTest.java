package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.Front;
import im.godwit.it.GodwitServer;
import im.godwit.it.stream.RawBosh;
import im.godwit.it.stream.RawClient;
import im.godwit.testkit.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code godwit gateway}, as a process of its own. */
class GatewayTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("http.trusted-proxies = [\"127.0.0.1\"]");

    private static int users;

    @RegisterExtension
    final Installation installation = new Installation();

    private Path configuration;
    private String juliet;

    @BeforeEach
    void prepare() {
        users++;
        server.addUser("juliet" + users);
        juliet = "juliet" + users + "@" + GodwitServer.DOMAIN;
        configuration = installation.configuration().resolveSibling("gateway.conf");
    }

    /** Runs a gateway on a port of its own, and waits until it says that it is up. */
    private Launched run(int port) throws IOException {
        Files.writeString(configuration, """
                upstream { host = localhost, port = %d, trust = "%s" }
                http { port = %d, trusted-proxies = ["127.0.0.1"] }
                """.formatted(server.ports().starttls(), server.certificate(), port));
        Launched gateway = launch();
        gateway.awaitLine("Ctrl-C stops it.");
        return gateway;
    }

    private Launched launch(String... options) {
        return installation.launchWith(configuration, "gateway", options);
    }

    private RawClient client(int port) {
        return new RawBosh(new Front(port)).login("juliet" + users);
    }

    @Test
    @Spec(
            value = "XEP-0198 §5",
            says = "a client resumes through another gateway and gets what it had not acknowledged")
    void aClientOfAGatewayThatWasKilledGoesOnThroughAnother() throws IOException {
        Launched first = run(installation.ports().http());
        RawClient before = client(installation.ports().http());
        String id = before.begin("web");
        RawClient romeo = new RawBosh(server.front());
        server.addUser("romeo" + users);
        romeo.login("romeo" + users).begin("home");
        romeo.say(juliet, "one");
        romeo.say(juliet, "two");
        assertThat(before.bodies(2)).containsExactly("one", "two");

        first.kill();
        romeo.say(juliet, "three");
        romeo.awaitHandled(4);
        run(installation.ports().https());
        RawClient after = client(installation.ports().https());

        assertThat(after.resume(id, 2)).isEqualTo("1"); // it handled presence, we that and a message
        assertThat(after.bodies(2)).containsExactly("two", "three");
        after.say("romeo" + users + "@" + GodwitServer.DOMAIN, "still the same");
        assertThat(romeo.bodies(1)).containsExactly("still the same");
        before.close();
        romeo.close();
        after.close();
    }

    @Test
    @Spec(value = "XEP-0124 §17.2", says = "system-shutdown: the connection manager is being shut down")
    void itSaysWhatIsWhereAndToldToStopItTellsItsClients() throws Exception {
        int port = installation.ports().http();
        Launched gateway = run(port);
        assertThat(gateway.output())
                .contains("gateway of localhost")
                .contains("localhost port " + server.ports().starttls() + " (STARTTLS, certificates of "
                        + server.certificate())
                .contains("http://127.0.0.1:" + port + "/http-bind")
                .contains("ws://127.0.0.1:" + port + "/xmpp-websocket");
        RawClient client = client(port);
        String id = client.begin("web");
        HeldRequest held = HeldRequest.at(port);

        gateway.signal("TERM");

        assertThat(held.answer()).contains("type='terminate'").contains("condition='system-shutdown'");
        assertThat(gateway.exit()).isZero();
        assertThat(gateway.output()).endsWith("Stopped.");
        // planned or not: what can be resumed can still be
        RawClient after = new RawBosh(server.front()).login("juliet" + users);
        after.resume(id, 1);
        after.close();
        client.close();
    }

    @Test
    @Spec(value = "XEP-0124 §17.2", says = "remote-connection-failed: unable to connect securely")
    void aServerWhoseCertificateIsNotTrustedIsNotUsed() throws IOException {
        int port = installation.ports().http();
        Files.writeString(configuration, "upstream.host = localhost\nhttp.port = " + port);
        Launched gateway = launch(
                "--upstream", "localhost:" + server.ports().directTls(), "--direct-tls", "--domain", "localhost");
        gateway.awaitLine("Ctrl-C stops it.");

        RawBosh client = new RawBosh(new Front(port));

        assertThat(client.refusal()).contains("remote-connection-failed");
        assertThat(gateway.output()).contains("The upstream server cannot be used", "certif");
    }

    @Test
    void aPortInUse() throws IOException {
        int port = installation.ports().http();
        Files.writeString(configuration, "http.port = " + port);
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Launched gateway = launch();

            assertThat(gateway.exit()).isEqualTo(1);
            assertThat(gateway.lines()).singleElement().asString().contains("port " + port, "\"http.port\"");
            assertThat(other.isBound()).isTrue();
        }
    }

    @Test
    void aMisspeltOption() throws IOException {
        Files.writeString(configuration, "upstream.prot = 1");

        Launched gateway = launch();

        assertThat(gateway.exit()).isEqualTo(1);
        assertThat(gateway.lines())
                .singleElement()
                .asString()
                .contains(configuration.toString(), "there is no option \"prot\"", "\"port\"");
    }

    @Test
    void itExplainsItsOptions() {
        Launched help = launch("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.output()).contains("--upstream", "--trust", "--direct-tls", "conf/gateway.conf");
    }
}
