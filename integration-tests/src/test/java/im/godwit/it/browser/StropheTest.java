package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;

/** strophe.js as published, on a page of another origin. */
class StropheTest {
    private static final String CONNECT = """
            const [service, jid, password] = arguments;
            window.seen = { statuses: [], messages: [], presences: [] };
            window.connection = new Strophe.Connection(service);
            connection.connect(jid, password, (status) => {
              seen.statuses.push(status);
              if (status === Strophe.Status.CONNECTED) {
                connection.addHandler((it) => seen.messages.push(it.textContent), null, 'message');
                connection.addHandler((it) => seen.presences.push(it.getAttribute('from')), null, 'presence');
                connection.send($pres());
              }
            });
            """;

    @RegisterExtension
    static final GodwitServer server =
            new GodwitServer("plugins = [disco, ping, version, time, roster, presence, offline]");

    @RegisterExtension
    static final ForeignOrigin elsewhere = new ForeignOrigin();

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

    private ChromeDriver page() throws IOException {
        ChromeDriver browser = browsers.open(800, 600);
        browser.get(elsewhere.url().toString());
        return browser;
    }

    private void connect(ChromeDriver page, String service, String jid) {
        page.executeScript(CONNECT, service, jid, GodwitServer.PASSWORD);
        eventually(() -> assertThat(seen(page, "statuses")).contains("CONNECTED"));
        eventually(() -> assertThat(seen(page, "presences")).contains(jid)); // its own, come back
    }

    private static String seen(ChromeDriver page, String what) {
        return (String) page.executeScript("""
                const names = Object.fromEntries(Object.entries(Strophe.Status).map(([name, code]) => [code, name]));
                return seen[arguments[0]].map((it) => arguments[0] === 'statuses' ? names[it] : it).join(' ');
                """, what);
    }

    private static void send(ChromeDriver page, String to, String text) {
        page.executeScript(
                "connection.send($msg({ to: arguments[0], type: 'chat' }).c('body').t(arguments[1]))", to, text);
    }

    private static String bosh() {
        return server.url("/http-bind").toString();
    }

    private static String webSocket() {
        return server.url("/xmpp-websocket").toString().replaceFirst("^http", "ws");
    }

    static Stream<Arguments> ways() {
        return Stream.of(Arguments.of(bosh(), bosh()), Arguments.of(webSocket(), bosh()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void pagesOfAnotherOriginChatAndDisconnectCleanly(String herWay, String hisWay) throws IOException {
        ChromeDriver hers = page();
        ChromeDriver his = page();
        connect(hers, herWay, juliet);
        connect(his, hisWay, romeo);

        send(hers, romeo, "good night");
        eventually(() -> assertThat(seen(his, "messages")).isEqualTo("good night"));
        send(his, juliet, "a thousand times");
        eventually(() -> assertThat(seen(hers, "messages")).isEqualTo("a thousand times"));

        hers.executeScript("connection.disconnect()");
        eventually(
                () -> assertThat(seen(hers, "statuses")).isEqualTo("CONNECTING CONNECTED DISCONNECTING DISCONNECTED"));
    }
}
