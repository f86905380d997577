package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do on the chat page, in two browsers that meet in one server. */
class ChatPageTest {
    @RegisterExtension
    static final GodwitServer server =
            new GodwitServer("plugins = [disco, ping, version, time, registration, roster, presence, caps, pep,"
                    + " archive, carbons, offline]");

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

    private ChatWindow desktop() throws IOException {
        return new ChatWindow(browsers.open(1280, 800), server.url("/"));
    }

    private ChatWindow phone() throws IOException {
        return new ChatWindow(browsers.open(360, 640), server.url("/"));
    }

    @Test
    void friendsSeeEachOtherAndChatBothWays() throws IOException {
        ChatWindow hers = desktop().logIn("juliet" + suffix, GodwitServer.PASSWORD);
        ChatWindow his = desktop().logIn(romeo, GodwitServer.PASSWORD);

        hers.chatWith(romeo, true);
        eventually(() -> assertThat(his.requests()).hasSize(1));
        his.acceptRequest();
        eventually(() -> assertThat(hers.availability(romeo)).isEqualTo("available"));
        eventually(() -> assertThat(his.availability(juliet)).isEqualTo("available"));

        his.choosePresence("dnd", "in the orchard");
        eventually(() -> assertThat(hers.text("chat-presence")).isEqualTo("Do not disturb · in the orchard"));

        hers.send("Art thou not Romeo?");
        eventually(() -> assertThat(his.unread(juliet)).startsWith("1"));
        his.openChat(juliet);
        eventually(() -> assertThat(his.messages()).containsExactly("Art thou not Romeo?"));
        his.send("Neither, fair saint.");
        eventually(() -> assertThat(hers.messages()).containsExactly("Art thou not Romeo?", "Neither, fair saint."));
        eventually(() -> assertThat(hers.states()).containsExactly("Read"));

        his.click("log-out");
        eventually(() -> assertThat(hers.availability(romeo)).isEqualTo("offline"));
        assertThat(hers.complaints()).isEmpty();
        assertThat(his.complaints()).isEmpty();
    }

    @Test
    void whatIsSaidAndReadOnOneDeviceIsSoOnTheOther() throws IOException {
        ChatWindow desktop = desktop().logIn(juliet, GodwitServer.PASSWORD);
        ChatWindow phone = phone().logIn(juliet, GodwitServer.PASSWORD);
        ChatWindow his = desktop().logIn(romeo, GodwitServer.PASSWORD);

        his.chatWith(juliet, false);
        his.send("Shall I hear more?");
        eventually(() -> assertThat(desktop.unread(romeo)).startsWith("1"));
        eventually(() -> assertThat(phone.unread(romeo)).startsWith("1"));

        desktop.openChat(romeo);
        eventually(() -> assertThat(phone.unread(romeo)).isEmpty());
        desktop.send("What man art thou?");
        phone.openChat(romeo);
        eventually(() -> assertThat(phone.messages()).containsExactly("Shall I hear more?", "What man art thou?"));
        assertThat(desktop.complaints()).isEmpty();
        assertThat(phone.complaints()).isEmpty();
    }

    @Test
    void whoLogsInSeesWithWhomItWasChattedLatelyAndWhatIsUnread() throws IOException {
        ChatWindow hers = desktop().logIn(juliet, GodwitServer.PASSWORD);
        ChatWindow his = desktop().logIn(romeo, GodwitServer.PASSWORD);
        hers.chatWith(romeo, false);
        hers.send("A thousand times good night!");
        his.openChat(juliet);
        hers.click("log-out");

        his.send("I would I were thy bird.");
        eventually(() -> assertThat(his.states()).containsExactly("Sent"));
        hers.logIn(juliet, GodwitServer.PASSWORD);

        eventually(() -> assertThat(hers.preview(romeo)).isEqualTo("I would I were thy bird."));
        eventually(() -> assertThat(hers.unread(romeo)).startsWith("1"));
        hers.openChat(romeo);
        eventually(() -> assertThat(hers.messages())
                .containsExactly("A thousand times good night!", "I would I were thy bird."));
        assertThat(hers.unread(romeo)).isEmpty();
    }

    @Test
    void markupInAMessageIsShownAsText() throws IOException {
        ChatWindow hers = desktop().logIn(juliet, GodwitServer.PASSWORD);
        ChatWindow his = desktop().logIn(romeo, GodwitServer.PASSWORD);

        hers.chatWith(romeo, false);
        String markup = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        hers.send(markup);

        his.openChat(juliet);
        eventually(() -> assertThat(his.messages()).containsExactly(markup));
        assertThat(hers.messages()).containsExactly(markup);
        assertThat(his.complaints()).isEmpty();
    }

    @Test
    void aMessageToNobodyIsShownAsNotDelivered() throws IOException {
        ChatWindow hers = desktop().logIn(juliet, GodwitServer.PASSWORD);

        hers.chatWith("nobody" + suffix, false);
        hers.send("Anybody there?");

        eventually(() -> assertThat(hers.text("messages")).contains("Anybody there?", "Not delivered:", "Send again"));
    }

    @Test
    void aWrongPasswordIsSaidSo() throws IOException {
        ChatWindow hers = desktop();

        hers.submitLogin(juliet, "wrong");

        eventually(() -> assertThat(hers.text("login-error")).isEqualTo("User name or password is wrong."));
        assertThat(hers.shows("app")).isFalse();
    }

    @Test
    void anAccountIsMadeOnThePage() throws IOException {
        ChatWindow window = desktop();

        window.click("login-other");
        window.submitLogin("nurse" + suffix, "a new secret");

        eventually(() -> assertThat(window.text("own-address")).isEqualTo("nurse" + suffix + "@localhost"));
    }

    @Test
    void onAPhoneOnePaneIsShownAtATime() throws IOException {
        ChatWindow hers = phone().logIn(juliet, GodwitServer.PASSWORD);
        assertThat(hers.shows("list-pane")).isTrue();
        assertThat(hers.shows("chat-pane")).isFalse();

        hers.chatWith(romeo, false);
        assertThat(hers.shows("list-pane")).isFalse();
        assertThat(hers.shows("send")).isTrue();
        hers.send("OneVeryLongWordWithoutAnyPlaceToBreak".repeat(8));
        assertThat(hers.overflow()).isZero();

        hers.click("chat-back");
        assertThat(hers.shows("list-pane")).isTrue();
        assertThat(hers.shows("chat-pane")).isFalse();
        assertThat(hers.overflow()).isZero();

        hers.openChat(romeo);
        assertThat(hers.shows("list-pane")).isFalse();
        hers.goBack();
        eventually(() -> assertThat(hers.shows("list-pane")).isTrue());
        assertThat(hers.shows("chat-pane")).isFalse();
    }

    @Test
    void nothingOfASessionStaysInTheBrowserWhenItIsOver() throws IOException {
        ChatWindow hers = desktop().logIn(juliet, GodwitServer.PASSWORD);

        hers.click("log-out");

        assertThat(hers.stored()).isZero();
    }
}
