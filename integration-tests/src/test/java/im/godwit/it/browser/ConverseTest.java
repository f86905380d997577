package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.clients.NodeClient;
import im.godwit.it.proxy.Cable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.chrome.ChromeDriver;

/** converse.js as published, on a page of another origin, with all plugins of the shipped configuration. */
class ConverseTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("auth.iterations = 4096");

    @RegisterExtension
    static final ConverseSite site = new ConverseSite();

    @RegisterExtension
    final Cable cable = new Cable(() -> server.ports().http());

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

    private NodeClient romeo() {
        NodeClient his = new NodeClient(
                server.data().resolve("certificates/localhost.crt").toAbsolutePath(),
                "stanza.js",
                "websocket",
                server.front().webSocket().toString(),
                romeo,
                GodwitServer.PASSWORD);
        his.awaits("online", 1);
        return his;
    }

    private static Object seen(ChromeDriver page, String what) {
        return page.executeScript("return seen[arguments[0]]", what);
    }

    private void say(ChromeDriver page, String text) {
        page.executeAsyncScript("""
                const [jid, body, done] = arguments;
                api.chats.open(jid).then((chat) => chat.sendMessage({ body })).then(() => done());
                """, romeo, text);
    }

    private ChromeDriver juliet(URI service) throws IOException {
        ChromeDriver hers = browsers.open(1024, 768);
        // with a resource: it would take another after a reload, and name that in what it sends on a resumed stream
        hers.get(site.page(service, juliet + "/converse", GodwitServer.PASSWORD));
        eventually(() -> assertThat(seen(hers, "connected")).isEqualTo(1L));
        return hers;
    }

    @Test
    void overWebSocketItGoesOnAfterALossOfTheNetworkAndAReload() throws IOException {
        try (NodeClient his = romeo()) {
            ChromeDriver hers = juliet(URI.create("ws://localhost:" + cable.port() + "/xmpp-websocket"));
            say(hers, "one");
            his.hasReceived("one");
            his.say(juliet, "two");
            eventually(() -> assertThat(seen(hers, "bodies")).isEqualTo(List.of("two")));

            cable.pull();
            his.say(juliet, "three");
            cable.plug();
            eventually(() -> assertThat(seen(hers, "resumed")).isEqualTo(1L));
            eventually(() -> assertThat(seen(hers, "bodies")).isEqualTo(List.of("two", "three")));
            say(hers, "four");
            his.hasReceived("one", "four");

            hers.navigate().refresh();
            his.say(juliet, "five");
            eventually(() -> assertThat(seen(hers, "connected")).isEqualTo(1L));
            eventually(() -> assertThat(hers.getPageSource()).contains("five"));
            say(hers, "six");
            his.hasReceived("one", "four", "six");
        }
    }

    @Test
    void overBoshItGoesOnAfterALossOfTheNetwork() throws IOException {
        try (NodeClient his = romeo()) {
            ChromeDriver hers = juliet(cable.url("/http-bind"));
            say(hers, "one");
            his.hasReceived("one");

            cable.pull();
            his.say(juliet, "two");
            cable.plug();

            eventually(() -> assertThat(seen(hers, "bodies")).isEqualTo(List.of("two")));
            say(hers, "three");
            his.hasReceived("one", "three");
        }
    }
}
