package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.proxy.Cable;
import im.godwit.it.proxy.Nginx;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chat page goes on with its session when it is loaded again or loses the network: nothing is lost, nor doubled.
 */
class SurvivalTest {
    // runs in this order
    @RegisterExtension
    static final GodwitServer server = new GodwitServer(
            "plugins = [disco, ping, version, time, roster, presence, offline]",
            "http.trusted-proxies = [\"127.0.0.1\"]");

    @RegisterExtension
    static final Nginx nginx = new Nginx(server);

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

    private ChatWindow window(URI page) throws IOException {
        return new ChatWindow(browsers.open(1280, 800), page);
    }

    /** Romeo, with the chat open. */
    private ChatWindow romeo() throws IOException {
        ChatWindow his = window(server.url("/")).logIn(romeo, GodwitServer.PASSWORD);
        his.chatWith(juliet, false);
        return his;
    }

    /** Juliet, with the chat open. */
    private ChatWindow juliet(URI page) throws IOException {
        ChatWindow hers = window(page).logIn(juliet, GodwitServer.PASSWORD);
        hers.chatWith(romeo, false);
        return hers;
    }

    static Stream<Arguments> ways() {
        Supplier<URI> direct = () -> server.url("/");
        Supplier<URI> withoutWebSocket = () -> nginx.urlWithoutWebSocket("/");
        return Stream.of(Arguments.of("WebSocket", direct), Arguments.of("BOSH", withoutWebSocket));
    }

    @ParameterizedTest(name = "over {0}")
    @MethodSource("ways")
    void aReloadedPageGoesOnWithoutALogin(String way, Supplier<URI> page) throws IOException {
        ChatWindow his = romeo();
        ChatWindow hers = juliet(page.get());
        hers.send("one");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        his.send("two");
        eventually(() -> assertThat(hers.messages()).containsExactly("one", "two"));

        hers.leave();
        his.send("three");
        eventually(() -> assertThat(his.states()).containsExactly("Sent", "Sent"));
        hers.comeBack();

        eventually(() -> assertThat(hers.text("own-way")).isEqualTo("Connected over " + way + " again"));
        eventually(() -> assertThat(hers.messages()).containsExactly("one", "two", "three"));
        hers.send("four");
        eventually(() -> assertThat(his.messages()).containsExactly("one", "two", "three", "four"));
        assertThat(hers.messages()).containsExactly("one", "two", "three", "four");
        assertThat(hers.states()).containsExactly("Sent", "Sent");
        assertThat(hers.complaints())
                .allMatch(
                        it -> it.getMessage().matches("(?s).*(/xmpp-websocket|Websocket error).*")); // refused by nginx

        hers.click("log-out");
        assertThat(hers.stored()).isZero();
    }

    @Test
    void whatWasOnItsWayWhenTheNetworkBrokeArrivesOnce() throws IOException {
        ChatWindow his = romeo();
        ChatWindow hers = juliet(cable.url("/"));

        cable.deafen();
        hers.send("one");
        his.send("two");
        eventually(() -> assertThat(his.states()).containsExactly("Sent"));
        assertThat(hers.states()).containsExactly("Sending…");
        cable.pull();
        eventually(() -> assertThat(hers.text("banner-text")).startsWith("Connection lost."));
        cable.plug();

        eventually(() -> assertThat(hers.shows("banner")).isFalse());
        assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket again");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        eventually(() -> assertThat(hers.messages()).containsExactly("one", "two"));
        hers.send("three");
        eventually(() -> assertThat(his.messages()).containsExactly("two", "one", "three"));
    }

    @Test
    void whatWasOnItsWayWhenThePageWasReloadedArrivesOnce() throws IOException {
        ChatWindow his = romeo();
        ChatWindow hers = juliet(cable.url("/"));
        cable.deafen();
        hers.send("one");
        assertThat(hers.states()).containsExactly("Sending…");

        hers.reload();

        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        hers.send("two");
        eventually(() -> assertThat(his.messages()).containsExactly("one", "two"));
    }

    @Test
    void aConnectionThatDiedInItsSleepIsNoticedAtWaking() throws IOException {
        ChatWindow his = romeo();
        ChatWindow hers = juliet(cable.url("/"));
        cable.deafen();
        his.send("sleep well");

        hers.wake();

        eventually(() -> assertThat(hers.messages()).containsExactly("sleep well"));
        assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket again");
    }

    @Test
    void offlineIsSaidSoAndOverBySettingTheNetworkUpAgain() throws IOException {
        ChatWindow his = romeo();
        ChatWindow hers = juliet(cable.url("/"));

        hers.offline(true);
        cable.pull(); // the browser's emulation lets open WebSockets be
        eventually(() -> assertThat(hers.text("banner-text")).startsWith("You are offline."));
        his.send("where art thou?");
        cable.plug();
        hers.offline(false);

        eventually(() -> assertThat(hers.messages()).containsExactly("where art thou?"));
        assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket again");
    }

    @Test
    void aSessionThatTheServerHasForgottenIsBegunAnewWithoutALogin() throws IOException {
        ChatWindow hers = juliet(server.url("/"));
        hers.send("one");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        hers.leave();

        server.stop();
        server.start();
        hers.comeBack();

        eventually(() -> assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket"));
        assertThat(hers.messages()).containsExactly("one");
        assertThat(hers.states()).containsExactly("Sent");
    }

    @Test
    void aDuplicatedTabLeavesTheSessionToTheFirstOne() throws IOException {
        ChatWindow hers = juliet(server.url("/"));

        hers.duplicate();

        eventually(() -> assertThat(hers.shows("login-form")).isTrue());
        hers.back();
        hers.send("still here");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
    }

    @Test
    void aSessionThatGoesOnElsewhereIsSaidSo() throws IOException {
        ChatWindow hers = juliet(server.url("/"));
        ChatWindow elsewhere = window(server.url("/"));

        elsewhere.take(hers.kept());

        eventually(() -> assertThat(elsewhere.text("own-way")).isEqualTo("Connected over WebSocket again"));
        eventually(() -> assertThat(hers.text("login-error"))
                .isEqualTo("You were logged out, because your session was replaced by another one."));
        assertThat(hers.stored()).isZero();
    }

    @Test
    void whatIsKeptIsATokenThatIsGoodForNothingAfterLoggingOut() throws IOException {
        ChatWindow his = romeo();
        ChatWindow hers = juliet(nginx.url("/")); // encrypted, or the server would take no tokens
        assertThat(hers.kept()).contains("\"secret\":{\"token\":").doesNotContain("\"sk\":", GodwitServer.PASSWORD);
        hers.leave();
        his.send("one");
        hers.comeBack();
        eventually(() -> assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket again"));
        eventually(() -> assertThat(hers.messages()).containsExactly("one"));
        hers.send("two");
        eventually(() -> assertThat(his.messages()).containsExactly("one", "two"));
        String kept = hers.kept();
        ChatWindow elsewhere = window(nginx.url("/"));

        hers.click("log-out");
        hers.awaitAnswers("/http-bind", 3); // the token is taken back on a stream of its own
        elsewhere.take(kept);

        eventually(() -> assertThat(elsewhere.text("login-error"))
                .isEqualTo("You were logged out. Log in again with your password."));
        assertThat(elsewhere.stored()).isZero();
        assertThat(hers.complaints()).isEmpty();
    }

    @Test
    void aTokenOpensANewSessionWhereTheOldOneIsGone() throws IOException {
        ChatWindow hers = juliet(nginx.url("/"));
        hers.send("one");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent"));
        hers.kept();
        hers.leave();

        server.stop();
        server.start();
        hers.comeBack();

        eventually(() -> assertThat(hers.text("own-way")).isEqualTo("Connected over WebSocket"));
        hers.send("two");
        eventually(() -> assertThat(hers.states()).containsExactly("Sent", "Sent"));
        assertThat(hers.kept()).contains("\"secret\":{\"token\":");
    }
}
