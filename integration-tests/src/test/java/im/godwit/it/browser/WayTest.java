package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.proxy.Nginx;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways on which the chat page reaches the server: a WebSocket, and BOSH where none gets through. */
class WayTest {
    // runs in this order
    @RegisterExtension
    static final GodwitServer server = new GodwitServer(
            "plugins = [disco, ping, version, time, roster, presence, offline]",
            "http.trusted-proxies = [\"127.0.0.1\"]");

    @RegisterExtension
    static final Nginx nginx = new Nginx(server);

    @RegisterExtension
    final Browsers browsers = new Browsers();

    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
    private String juliet;
    private String romeo;

    @BeforeEach
    void addUsers() {
        juliet = server.addUser("juliet" + suffix);
        romeo = server.addUser("romeo" + suffix);
    }

    private ChatWindow window(URI page) throws IOException {
        return new ChatWindow(browsers.open(1280, 800), page);
    }

    @Test
    void peopleOnBothWaysChatAndSeeWhichWayTheyTake() throws IOException {
        ChatWindow hers = window(server.url("/")).logIn(juliet, GodwitServer.PASSWORD);
        assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket");
        ChatWindow his = window(nginx.urlWithoutWebSocket("/")).logIn(romeo, GodwitServer.PASSWORD);
        assertThat(his.text("own-way")).isEqualTo("Connected over BOSH");

        hers.chatWith(romeo, false);
        hers.send("Art thou not Romeo?");
        his.openChat(juliet);
        eventually(() -> assertThat(his.messages()).containsExactly("Art thou not Romeo?"));
        his.send("Neither, fair saint.");
        eventually(() -> assertThat(hers.messages()).containsExactly("Art thou not Romeo?", "Neither, fair saint."));
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        assertThat(hers.complaints()).isEmpty();
    }

    @Test
    void theProxyOfTheManualLetsWebSocketsThrough() throws IOException {
        ChatWindow hers = window(nginx.url("/")).logIn(juliet, GodwitServer.PASSWORD);

        assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket");
    }

    @Test
    void aGatewayOnItsOwnServesThePageOnBothWaysAndAReloadGoesOn() throws IOException {
        ChatWindow hers = window(server.frontAlone().url("/")).logIn(juliet, GodwitServer.PASSWORD);
        ChatWindow his = window(nginx.urlAloneWithoutWebSocket("/")).logIn(romeo, GodwitServer.PASSWORD);
        assertThat(his.text("own-way")).isEqualTo("Connected over BOSH");

        hers.chatWith(romeo, false);
        hers.send("Art thou not Romeo?");
        his.openChat(juliet);
        eventually(() -> assertThat(his.messages()).containsExactly("Art thou not Romeo?"));
        hers.reload();
        eventually(() -> assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket again"));
        his.send("Neither, fair saint.");

        eventually(() -> assertThat(hers.messages()).containsExactly("Art thou not Romeo?", "Neither, fair saint."));
        assertThat(hers.complaints()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidSoOnBothWays() throws IOException {
        for (URI page : new URI[] {server.url("/"), nginx.urlWithoutWebSocket("/")}) {
            ChatWindow hers = window(page);

            hers.submitLogin(juliet, "wrong");

            eventually(() -> assertThat(hers.text("login-error")).isEqualTo("User name or password is wrong."));
        }
    }
}
