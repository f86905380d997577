package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** Somebody is invited, on a server where nobody else can register. */
class InvitationTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("options.registration.enabled-from = []");

    @RegisterExtension
    final Browsers browsers = new Browsers();

    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);

    private String invitation(ChatWindow inviter) {
        inviter.click("invite");
        eventually(() -> assertThat(inviter.value("invitation-link")).contains("/invite/localhost/"));
        String link = inviter.value("invitation-link");
        inviter.click("invitation-close");
        return link;
    }

    @Test
    void whoHasAnAccountIsAContactWithIt() throws IOException {
        String romeo = server.addUser("romeo" + suffix);
        String juliet = server.addUser("juliet" + suffix);
        ChatWindow his = new ChatWindow(browsers.open(1280, 800), server.url("/")).logIn(romeo, GodwitServer.PASSWORD);
        String link = invitation(his);

        String hash = "/#invite=localhost/" + link.substring(link.lastIndexOf('/') + 1);
        ChatWindow hers = new ChatWindow(browsers.open(1280, 800), server.url(hash));
        eventually(() -> assertThat(hers.text("login-title")).isEqualTo("You are invited"));
        hers.click("login-other");
        hers.logIn(juliet, GodwitServer.PASSWORD);

        eventually(() -> assertThat(hers.availability(romeo)).isEqualTo("available"));
        eventually(() -> assertThat(his.availability(juliet)).isEqualTo("available"));
    }

    @Test
    void whoIsInvitedHasAnAccountAndAContact() throws IOException {
        String romeo = server.addUser("romeo" + suffix);
        ChatWindow his = new ChatWindow(browsers.open(1280, 800), server.url("/")).logIn(romeo, GodwitServer.PASSWORD);
        String link = invitation(his);

        ChromeDriver browser = browsers.open(360, 640);
        browser.get(link.replace("127.0.0.1", "localhost"));
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo(romeo + " invites you to chat");
        URI page = URI.create(browser.findElement(By.className("primary")).getDomProperty("href"));
        ChatWindow hers = new ChatWindow(browser, page);
        eventually(() -> assertThat(hers.text("login-title")).isEqualTo("You are invited"));
        hers.submitLogin("juliet" + suffix, "a new secret");

        eventually(() -> assertThat(hers.availability(romeo)).isEqualTo("available"));
        eventually(() ->
                assertThat(his.availability("juliet" + suffix + "@localhost")).isEqualTo("available"));
        assertThat(hers.complaints()).isEmpty();
        assertThat(his.complaints()).isEmpty();

        ChatWindow late = new ChatWindow(browsers.open(360, 640), page);
        eventually(() -> assertThat(late.text("login-error"))
                .isEqualTo("This invitation is no good any more. Ask for a new one."));
    }
}
