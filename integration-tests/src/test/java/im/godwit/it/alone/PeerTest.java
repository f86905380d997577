package im.godwit.it.alone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.app.RunningGateway;
import im.godwit.core.config.GatewayConfiguration;
import im.godwit.it.Front;
import im.godwit.it.GodwitServer;
import im.godwit.it.browser.Browsers;
import im.godwit.it.browser.ChatWindow;
import im.godwit.it.smack.WebClients;
import im.godwit.it.stream.RawBosh;
import im.godwit.it.stream.RawClient;
import im.godwit.testkit.Spec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.filter.MessageWithBodiesFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;

/** A gateway on its own before servers of other makes: what a user does all day. */
@ParameterizedClass
@EnumSource
class PeerTest {
    /** A server that was started a moment ago may be slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static PeerServer server;
    private static RunningGateway gateway;
    private static Front front;
    private static int users;

    @Parameter
    private Peer peer;

    @RegisterExtension
    final Browsers browsers = new Browsers();

    private final List<AbstractXMPPConnection> open = new ArrayList<>();
    private String juliet;
    private String romeo;

    private enum Web {
        BOSH,
        WEBSOCKET
    }

    @BeforeParameterizedClassInvocation
    static void start(Peer peer) throws IOException {
        server = PeerServer.start(peer);
        gateway = gateway(
                Map.of("upstream.port", server.ports().starttls()),
                server.ports().alone());
        front = new Front(server.ports().alone());
    }

    private static RunningGateway gateway(Map<String, Object> changes, int port) {
        Map<String, Object> said = new HashMap<>(Map.of(
                "upstream.host",
                "127.0.0.1",
                "upstream.trust",
                server.certificate().toString(),
                "domains",
                List.of(GodwitServer.DOMAIN),
                "http.port",
                port,
                "http.trusted-proxies",
                List.of("127.0.0.1")));
        said.putAll(changes);
        return RunningGateway.start(GatewayConfiguration.read(Optional.empty(), said));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        gateway.close();
        server.close();
    }

    @BeforeEach
    void addUsers() {
        users++;
        juliet = server.addUser("juliet" + users);
        romeo = server.addUser("romeo" + users);
    }

    @AfterEach
    void leave() {
        open.forEach(AbstractXMPPConnection::disconnect);
    }

    private AbstractXMPPConnection login(Web web, String jid) throws Exception {
        AbstractXMPPConnection connection = switch (web) {
            case BOSH -> WebClients.bosh(front, "test");
            case WEBSOCKET -> WebClients.webSocket(front, "test");
        };
        open.add(connection);
        connection.setReplyTimeout(PATIENCE.toMillis());
        connection.connect();
        Roster.getInstanceFor(connection).setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        connection.login(jid.substring(0, jid.indexOf('@')), GodwitServer.PASSWORD);
        return connection;
    }

    @ParameterizedTest
    @EnumSource
    void twoPeopleMeetAndTalk(Web web) throws Exception {
        AbstractXMPPConnection hers = login(Web.BOSH, juliet);
        AbstractXMPPConnection his = login(web, romeo);
        BlockingQueue<Message> toHer = messages(hers);
        BlockingQueue<Message> toHim = messages(his);

        Roster.getInstanceFor(hers).createItemAndRequestSubscription(address(romeo), "Romeo", new String[] {"Friends"});
        Roster.getInstanceFor(his).createItemAndRequestSubscription(address(juliet), "Juliet", null);
        awaitPresence(hers, romeo, true);
        awaitPresence(his, juliet, true);
        say(hers, romeo, "Art thou not Romeo, and a Montague?");
        assertThat(next(toHim).getBody()).isEqualTo("Art thou not Romeo, and a Montague?");
        say(his, juliet, "Neither, fair saint, if either thee dislike.");
        Message answer = next(toHer);
        assertThat(answer.getBody()).isEqualTo("Neither, fair saint, if either thee dislike.");
        assertThat(answer.getFrom().equals((CharSequence) his.getUser())).isTrue();
        int streams = gateway.streams();
        his.disconnect();

        awaitPresence(hers, romeo, false);
        assertThat(Roster.getInstanceFor(hers).getEntry(address(romeo)).getName())
                .isEqualTo("Romeo");
        Awaitility.await().atMost(PATIENCE).until(() -> gateway.streams() == streams - 1);
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "a client resumes its session, through another gateway")
    void aSessionOutlivesTheGateway() throws Exception {
        AbstractXMPPConnection his = login(Web.WEBSOCKET, romeo);
        RawClient first;
        String id;
        try (RunningGateway other = gateway(
                Map.of("upstream.port", server.ports().starttls()),
                server.ports().https())) {
            first = client(other);
            id = first.begin("phone");
            say(his, juliet, "one");
            assertThat(first.bodies(1)).containsExactly("one");
        }
        say(his, juliet, "two");
        RawClient second = client(gateway);
        second.resume(id, 1);

        assertThat(second.bodies(2)).containsExactly("one", "two");
        first.close();
        second.close();
    }

    @ParameterizedTest
    @EnumSource
    @Spec(value = "XEP-0124 §17.2", says = "a connection that was lost is told to the client at once")
    void whenTheServerDiesItsClientsHearOfIt(Web web) throws Exception {
        AbstractXMPPConnection hers = login(web, juliet);

        server.kill();

        Awaitility.await().atMost(PATIENCE).until(() -> !hers.isConnected());
        assertThatThrownBy(() -> login(web, romeo)).isInstanceOf(Exception.class);
        Awaitility.await().atMost(PATIENCE).until(() -> gateway.streams() == 0);
        server.start();
        // ejabberd has not written accounts down that are this new
        assertThat(login(web, server.addUser("mercutio" + users)).isAuthenticated())
                .isTrue();
    }

    @Test
    @Spec(value = "XEP-0368 §3", says = "TLS can begin at once; the server learns whom a connection is for")
    void directTlsCarriesTheClientsAddress() throws Exception {
        try (RunningGateway direct = gateway(
                Map.of(
                        "upstream.port", server.ports().directTls(),
                        "upstream.direct-tls", true,
                        "upstream.proxy-protocol", peer.takesProxyHeader()),
                server.ports().https())) {
            RawClient client = client(direct);
            client.begin("web");

            if (peer.takesProxyHeader()) {
                assertThat(peer.sessions(juliet, server.ports())).contains(RawBosh.ADDRESS);
            }
            client.close();
        }
    }

    @Test
    void theChatPageLogsInChatsAndIsReloaded() throws Exception {
        AbstractXMPPConnection his = login(Web.WEBSOCKET, romeo);
        BlockingQueue<Message> toHim = messages(his);
        ChatWindow hers = new ChatWindow(browsers.open(1280, 800), front.url("/")).logIn(juliet, GodwitServer.PASSWORD);

        hers.chatWith(romeo, false);
        hers.send("Art thou not Romeo?");
        assertThat(next(toHim).getBody()).isEqualTo("Art thou not Romeo?");
        hers.reload();
        ChatWindow.eventually(() -> assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket again"));
        say(his, juliet, "Neither, fair saint.");

        ChatWindow.eventually(
                () -> assertThat(hers.messages()).containsExactly("Art thou not Romeo?", "Neither, fair saint."));
    }

    /** Logs Juliet in. */
    private RawClient client(RunningGateway through) {
        return new RawBosh(new Front(through.httpPort().orElseThrow())).login(juliet.substring(0, juliet.indexOf('@')));
    }

    private static BlockingQueue<Message> messages(AbstractXMPPConnection connection) {
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        connection.addSyncStanzaListener(stanza -> messages.add((Message) stanza), MessageWithBodiesFilter.INSTANCE);
        return messages;
    }

    private static Message next(BlockingQueue<Message> messages) throws InterruptedException {
        Message next = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("a message in time").isNotNull();
        return next;
    }

    private static void say(AbstractXMPPConnection from, String to, String text) throws Exception {
        ChatManager.getInstanceFor(from).chatWith(address(to)).send(text);
    }

    private static void awaitPresence(AbstractXMPPConnection who, String whose, boolean available) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        Roster.getInstanceFor(who).getPresence(address(whose)).isAvailable() == available);
    }

    private static EntityBareJid address(String jid) throws Exception {
        return JidCreate.entityBareFrom(jid);
    }
}
