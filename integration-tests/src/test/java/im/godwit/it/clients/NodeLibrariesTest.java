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
    static final GodwitServer server = new GodwitServer("auth.iterations = 4096"); // which take these clients seconds

    @RegisterExtension
    final Cable http = new Cable(() -> server.ports().http());

    @RegisterExtension
    final Cable https = new Cable(() -> server.ports().https());

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

    /** Both chat; hers goes through a cable. */
    private void chat(NodeClient hers, NodeClient his) {
        hers.awaits("online", 1);
        his.awaits("online", 1);
        hers.say(romeo, "one");
        his.hasReceived("one");
        his.say(juliet, "two");
        hers.hasReceived("two");
    }

    private void chatOn(NodeClient hers, NodeClient his) {
        hers.hasReceived("two", "three");
        hers.say(romeo, "four");
        his.hasReceived("one", "four");
    }

    private void chatThroughALossOfTheNetwork(NodeClient hers, NodeClient his, Cable cable) {
        try (hers;
                his) {
            chat(hers, his);

            cable.pull();
            hers.awaits("offline", 1);
            his.say(juliet, "three");
            cable.plug();

            hers.awaits("resumed", 1);
            chatOn(hers, his);
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
    void stanzaOverWebSocket() {
        String path = "/xmpp-websocket";
        chatThroughALossOfTheNetwork(
                stanza("websocket", "ws://localhost:" + http.port() + path, juliet),
                stanza("websocket", server.front().webSocket().toString(), romeo),
                http);
    }

    /** There a broken connection is none of the session's business: requests are repeated (XEP-0124 §14.3). */
    @Test
    void stanzaOverBosh() {
        try (NodeClient hers = stanza("bosh", http.url("/http-bind").toString(), juliet);
                NodeClient his = stanza("bosh", server.url("/http-bind").toString(), romeo)) {
            chat(hers, his);

            http.pull();
            his.say(juliet, "three");
            http.plug();

            chatOn(hers, his);
        }
    }
}
