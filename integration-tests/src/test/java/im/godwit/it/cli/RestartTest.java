package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.Ports;
import org.awaitility.Awaitility;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.commands.AdHocCommand;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator's client asks of the process (XEP-0133 §4.30, §4.31). */
class RestartTest {
    private static final String OPTIONS = """

            c2s.encryption-required = false
            options.administration { admins = ["admin@localhost"] }
            """;

    @RegisterExtension
    final Installation installation = new Installation();

    private Launched server;

    @BeforeEach
    void start() {
        installation.configure(OPTIONS);
        assertThat(installation
                        .launch("user", "add", "admin@localhost")
                        .type("secret")
                        .exit())
                .isZero();
        server = installation.run();
    }

    private AbstractXMPPConnection login() throws Exception {
        Ports ports = installation.ports();
        AbstractXMPPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain("localhost")
                .setHost("127.0.0.1")
                .setPort(ports.starttls())
                .setSecurityMode(SecurityMode.disabled)
                .setUsernameAndPassword("admin", "secret")
                .build());
        connection.connect().login();
        return connection;
    }

    /** Runs a command without a delay, and waits until the server has ended the stream. */
    private void tell(String id) throws Exception {
        AbstractXMPPConnection admin = login();
        AdHocCommand command = AdHocCommandManager.getInstance(admin)
                .getRemoteCommand(admin.getXMPPServiceDomain(), "http://jabber.org/protocol/admin#" + id);
        FillableForm form = command.execute().asExecutingOrThrow().getFillableForm();
        form.setAnswer("delay", "0");
        assertThat(command.complete(form.getSubmitForm()).isCompleted()).isTrue();
        Awaitility.await().until(() -> !admin.isConnected());
    }

    @Test
    void aRestartedServerReadsItsConfigurationAgain() throws Exception {
        installation.configure(OPTIONS + "http { port = 0, tls-port = 0 }\n");

        tell("restart");

        server.awaitLine("Restarting ...");
        Awaitility.await()
                .until(() -> server.lines().stream()
                                .filter(line -> line.contains("Ctrl-C stops it."))
                                .count()
                        == 2);
        assertThat(server.lines().stream().filter(line -> line.contains("Chat page")))
                .hasSize(1); // the second start has none
        login().disconnect();
        server.signal("TERM");
        assertThat(server.exit()).isZero();
        assertThat(server.output()).endsWith("Stopped.");
    }

    @Test
    void aServerThatCannotStartAgainSaysWhy() throws Exception {
        installation.configure(OPTIONS + "no-such-option = 1\n");

        tell("restart");

        assertThat(server.exit()).isEqualTo(1);
        assertThat(server.output()).contains("no-such-option");
    }

    @Test
    void aServerThatIsShutDownEndsWithZero() throws Exception {
        tell("shutdown");

        assertThat(server.exit()).isZero();
        assertThat(server.output()).endsWith("Stopped.");
    }
}
