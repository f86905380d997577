package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that people send each other on the chat page. */
class FilesTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("options.upload.max-file-size = 100000");

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

    @Test
    void aPictureThatIsDroppedIsSeenByTheOther() throws IOException {
        ChatWindow hers =
                new ChatWindow(browsers.open(1280, 800), server.url("/")).logIn(juliet, GodwitServer.PASSWORD);
        ChatWindow his = new ChatWindow(browsers.open(360, 640), server.url("/")).logIn(romeo, GodwitServer.PASSWORD);
        hers.chatWith(romeo, false);

        hers.dropPicture("très cool.png");

        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        his.openChat(juliet);
        eventually(() -> assertThat(his.picturesShown()).containsExactly("très cool.png"));
        eventually(() -> assertThat(hers.picturesShown()).containsExactly("très cool.png"));
        assertThat(his.overflow()).isZero();
        assertThat(hers.shows("transfers")).isFalse();
        assertThat(hers.complaints()).isEmpty();
        assertThat(his.complaints()).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsSaidSo() throws IOException {
        ChatWindow hers = new ChatWindow(browsers.open(360, 640), server.url("/")).logIn(juliet, GodwitServer.PASSWORD);
        hers.chatWith(romeo, false);

        hers.dropFile("play.txt", 100_001);

        eventually(() -> assertThat(hers.text("transfers"))
                .contains("play.txt", "Not sent: it is larger than this server takes (100 kB).", "Dismiss"));
        assertThat(hers.overflow()).isZero();
        hers.clickIn("transfers");
        eventually(() -> assertThat(hers.shows("transfers")).isFalse());
        assertThat(hers.messages()).isEmpty();
    }

    @Test
    void anUploadThatTakesLongShowsItsProgressAndCanBeCancelled() throws IOException {
        ChatWindow hers =
                new ChatWindow(browsers.open(1280, 800), server.url("/")).logIn(juliet, GodwitServer.PASSWORD);
        hers.chatWith(romeo, false);
        hers.slow(1000); // 100 seconds, which the test does not wait for

        hers.dropFile("play.txt", 100_000);

        eventually(() -> assertThat(hers.text("transfers")).contains("play.txt", "100 kB", "Cancel"));
        eventually(() -> assertThat(hers.showsProgress()).isTrue());
        hers.clickIn("transfers");
        eventually(() -> assertThat(hers.shows("transfers")).isFalse());
        hers.slow(-1);
        hers.dropFile("act.txt", 10);
        eventually(() -> assertThat(hers.filesShown()).containsExactly("act.txt"));
        assertThat(hers.complaints()).isEmpty();
    }
}
