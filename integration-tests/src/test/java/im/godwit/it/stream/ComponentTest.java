package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.Ports;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** External components over sockets: what the bytes are, and how streams end. */
class ComponentTest {
    private static final int PORT = Ports.free().starttls();

    @RegisterExtension
    static final GodwitServer SERVER = new GodwitServer(
            "components.port = " + PORT,
            "components.keepalive = 1 s",
            "components.max-stanza = 10000",
            "components.max-queue = 1 MiB",
            "components.secrets { \"irc.localhost\" = \"a secret\", \"sms.example.net\" = \"another\" }");

    @Test
    @Spec(value = "XEP-0114 §3", says = "header, handshake and stanzas are those of jabber:component:accept")
    void componentAndClientTalk() throws IOException {
        String juliet = SERVER.addUser("juliet");
        try (RawComponent irc = new RawComponent(PORT);
                RawTcp client = new RawTcp(SERVER)) {
            assertThat(irc.open("irc.localhost"))
                    .contains("xmlns='jabber:component:accept'", "from='irc.localhost'")
                    .doesNotContain("features", "jabber:client");
            irc.prove("a secret");
            assertThat(irc.readTo(">")).isEqualTo("<handshake xmlns='jabber:component:accept'/>");
            client.login("juliet");
            client.begin("balcony");

            client.say("#room@irc.localhost", "hello");
            assertThat(irc.readTo("</message>"))
                    .contains("<message ", "<body>hello</body>", "from='" + juliet + "/balcony'")
                    .doesNotContain("jabber:client");

            irc.send(
                    "<message from='ghost@irc.localhost/x' to='" + juliet + "' type='chat'><body>boo</body></message>");
            assertThat(client.bodies(1)).containsExactly("boo");
        }
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "after wrong credentials the server MUST close stream and connection")
    void wrongSecretClosesTheConnection() throws IOException {
        try (RawComponent stranger = new RawComponent(PORT)) {
            stranger.open("irc.localhost");
            stranger.prove("another");
            assertThat(stranger.readToEnd()).contains("<stream:error>", "<not-authorized", "</stream:stream>");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §4.9.1.1", says = "an error of the header comes in a stream of the server")
    void unknownComponentGetsAHeaderBeforeTheError() throws IOException {
        try (RawComponent stranger = new RawComponent(PORT)) {
            assertThat(stranger.open("localhost")).contains("xmlns='jabber:component:accept'");
            assertThat(stranger.readToEnd()).contains("<host-unknown", "</stream:stream>");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §4.9.3.9", says = "an address at another domain closes the stream with invalid-from")
    void claimedAddressClosesTheConnection() throws IOException {
        try (RawComponent sms = new RawComponent(PORT)) {
            sms.connect("sms.example.net", "another");
            sms.send("<message from='admin@localhost' to='juliet@localhost'><body>pay</body></message>");
            assertThat(sms.readToEnd()).contains("<invalid-from", "</stream:stream>");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §13.12", says = "a stanza larger than the limit is a policy violation")
    void tooLargeStanzaClosesTheConnection() throws IOException {
        try (RawComponent sms = new RawComponent(PORT)) {
            sms.connect("sms.example.net", "another");
            sms.send("<message from='sms.example.net' to='juliet@localhost'><body>" + "x".repeat(10_000));
            assertThat(sms.readToEnd()).contains("<policy-violation");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §11.1", says = "a document type is restricted XML here too")
    void documentTypeClosesTheConnection() throws IOException {
        try (RawComponent stranger = new RawComponent(PORT)) {
            stranger.send("<!DOCTYPE lolz [<!ENTITY lol \"lol\">]>");
            assertThat(stranger.readToEnd()).contains("<restricted-xml");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §4.6.1", says = "a silent component gets a space, and stays connected")
    void silentComponentIsKeptAlive() throws IOException {
        try (RawComponent sms = new RawComponent(PORT)) {
            sms.connect("sms.example.net", "another");
            assertThat(sms.readTo("  ")).isEqualTo("  ");
            sms.send("<iq type='get' id='q1' from='sms.example.net' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
            assertThat(sms.readTo("/>")).contains("id='q1'", "type='result'");
        }
    }

    @Test
    @Spec(
            value = "RFC 6120 §10.5",
            says = "a component that does not read is let go; nobody waits, and senders hear it")
    void componentThatDoesNotReadIsLetGo() throws IOException {
        SERVER.addUser("romeo");
        try (RawComponent sms = new RawComponent(PORT);
                RawTcp client = new RawTcp(SERVER)) {
            sms.connect("sms.example.net", "another");
            client.login("romeo");
            client.begin("orchard");
            String large = "x".repeat(200_000);
            for (int i = 0; i < 200; i++) {
                client.say("sms.example.net", large); // more than the buffers of both ends hold
            }
            Element answer = client.receive();
            while (!answer.local().equals("message")) {
                answer = client.receive();
            }
            assertThat(answer.attribute("type")).contains("error");
            assertThat(answer.attribute("from")).contains("sms.example.net");
        }
    }

    @Test
    @Spec(value = "RFC 6120 §4.9.3.20", says = "a component is told that the server stops, and connects again")
    void serverStopEndsTheStream() throws IOException {
        try (RawComponent irc = new RawComponent(PORT)) {
            irc.connect("irc.localhost", "a secret");
            SERVER.stop();
            assertThat(irc.readToEnd()).contains("<system-shutdown");
        }
        SERVER.start();
        try (RawComponent irc = new RawComponent(PORT)) {
            irc.connect("irc.localhost", "a secret");
        }
    }
}
