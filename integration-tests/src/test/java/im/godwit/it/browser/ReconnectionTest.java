package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chat page while its server goes and comes back. */
class ReconnectionTest {
    @RegisterExtension
    static final GodwitServer server =
            new GodwitServer("plugins = [disco, ping, version, time, roster, presence, offline]");

    @RegisterExtension
    final Browsers browsers = new Browsers();

    @Test
    void thePageSaysThatItLostTheServerAndComesBackByItself() throws IOException {
        String juliet = server.addUser("juliet");
        server.addUser("romeo");
        ChatWindow hers = new ChatWindow(browsers.open(1280, 800), server.url("/"));
        hers.logIn(juliet, GodwitServer.PASSWORD);
        hers.chatWith("romeo", true);

        server.stop();
        eventually(() -> assertThat(hers.text("banner-text")).startsWith("Connection lost."));
        hers.send("Nobody hears this.");
        assertThat(hers.messages()).isEmpty();

        server.start();
        eventually(() -> assertThat(hers.shows("banner")).isFalse());
        hers.send(" Now they do.");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
    }
}
