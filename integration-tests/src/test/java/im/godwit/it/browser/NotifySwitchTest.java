package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.chrome.ChromeDriver;

/** The chat page's switch for notifications, as far as a browser without a way to its push service goes. */
class NotifySwitchTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("""
            plugins = [disco, ping, registration, roster, presence, offline, push]
            services { push = [disco, web-push] }""");

    @RegisterExtension
    final Browsers browsers = new Browsers();

    @Test
    void theSwitchIsThereWhereTheServerCanNotify() throws IOException {
        String juliet = server.addUser("juliet");
        ChromeDriver browser = browsers.open(1280, 800);
        ChatWindow hers = new ChatWindow(browser, server.url("/")).logIn(juliet, GodwitServer.PASSWORD);

        eventually(() -> assertThat(hers.shows("notify-line")).isTrue());

        Object worker = browser.executeAsyncScript("navigator.serviceWorker.ready"
                + ".then((it) => arguments[arguments.length - 1](it.active.scriptURL))");
        assertThat(worker).isEqualTo(server.url("/push-worker.js").toString());
        assertThat(hers.complaints()).isEmpty();
        hers.click("log-out");
        eventually(() -> assertThat(hers.shows("login")).isTrue());
    }
}
