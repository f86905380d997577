package im.godwit.it.clients;

import im.godwit.it.GodwitServer;
import im.godwit.it.proxy.Cable;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Libraries that browsers and bots use: they log in, chat, lose the network and go on with their sessions. */
class NodeLibrariesTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Cable http = new Cable(() -> server.ports().http());

    @RegisterExtension
    final Cable https = new Cable(() -> server.ports().https());

    @RegisterExtension
    final Cable starttls = new Cable(() -> server.ports().starttls());

    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
    private final String julietName = "juliet" + suffix;
    private final String romeoName = "romeo" + suffix;
    private String juliet;
    private String romeo;

    @BeforeEach
    void addUsers() {
        juliet = server.addUser(julietName);
        romeo = server.addUser(romeoName);
    }

    private static NodeClient node(String... arguments) {
        Path certificate = server.data().resolve("certificates/" + GodwitServer.DOMAIN + ".crt");
        return new NodeClient(certificate.toAbsolutePath(), arguments);
    }

    private static NodeClient xmpp(String service, String user) {
        return node("xmpp-client.js", service, user, GodwitServer.PASSWORD);
    }

    private static NodeClient stanza(String transport, String url, String jid) {
        return node("stanza.js", transport, url, jid, GodwitServer.PASSWORD);
    }

    /** Hers goes through the cable, his does not. */
    private void chatThroughALossOfTheNetwork(NodeClient hers, NodeClient his, Cable cable) {
        try (hers;
                his) {
            hers.awaits("online", 1);
            his.awaits("online", 1);
            hers.say(romeo, "one");
            his.hasReceived("one");
            his.say(juliet, "two");
            hers.hasReceived("two");

            cable.pull();
            hers.awaits("offline", 1);
            his.say(juliet, "three");
            cable.plug();

            hers.awaits("resumed", 1);
            hers.hasReceived("two", "three");
            hers.say(romeo, "four");
            his.hasReceived("one", "four");
            hers.ends();
            hers.awaits("offline", 2);
        }
    }

    @Test
    void xmppClientOverWebSocketWithTls() {
        String path = "/xmpp-websocket";
        chatThroughALossOfTheNetwork(
                xmpp("wss://localhost:" + https.port() + path, julietName),
                xmpp("wss://localhost:" + server.ports().https() + path, romeoName),
                https);
    }

    @Test
    void xmppClientOverTcp() {
        chatThroughALossOfTheNetwork(
                xmpp("xmpp://localhost:" + starttls.port(), julietName),
                xmpp("xmpp://localhost:" + server.ports().starttls(), romeoName),
                starttls);
    }

    @Test
    void stanzaOverWebSocket() {
        String path = "/xmpp-websocket";
        chatThroughALossOfTheNetwork(
                stanza("websocket", "ws://localhost:" + http.port() + path, juliet),
                stanza("websocket", server.webSocket().toString(), romeo),
                http);
    }

    @Test
    void stanzaOverBosh() {
        chatThroughALossOfTheNetwork(
                stanza("bosh", http.url("/http-bind").toString(), juliet),
                stanza("bosh", server.url("/http-bind").toString(), romeo),
                http);
    }
}
