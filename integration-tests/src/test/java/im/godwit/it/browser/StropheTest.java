package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

    private void connect(ChromeDriver page, String jid) {
        page.executeScript(CONNECT, server.url("/http-bind").toString(), jid, GodwitServer.PASSWORD);
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

    @Test
    void pagesOfAnotherOriginChatAndDisconnectCleanly() throws IOException {
        ChromeDriver hers = page();
        ChromeDriver his = page();
        connect(hers, juliet);
        connect(his, romeo);

        send(hers, romeo, "good night");
        eventually(() -> assertThat(seen(his, "messages")).isEqualTo("good night"));
        send(his, juliet, "a thousand times");
        eventually(() -> assertThat(seen(hers, "messages")).isEqualTo("a thousand times"));

        hers.executeScript("connection.disconnect()");
        eventually(
                () -> assertThat(seen(hers, "statuses")).isEqualTo("CONNECTING CONNECTED DISCONNECTING DISCONNECTED"));
    }
}
