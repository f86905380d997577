package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.stream.RawClient;
import im.godwit.it.stream.RawTcp;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** What people do in rooms on the chat page, and how they read what was said before, with all plugins. */
class RoomPageTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("options.muc.history-per-room = 20");

    @RegisterExtension
    final Browsers browsers = new Browsers();

    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
    private final String name = "balcony" + suffix;
    private final String room = name + "@conference.localhost";
    private final String juliet = "juliet" + suffix;
    private final String romeo = "romeo" + suffix;

    @BeforeEach
    void addUsers() {
        server.addUser(juliet);
        server.addUser(romeo);
    }

    /** Somebody who is logged in. */
    private final class Somebody {
        final ChromeDriver browser;
        final RoomWindow rooms;
        ChatWindow page;

        Somebody(String user, int width, int height) throws IOException {
            browser = browsers.open(width, height);
            page = new ChatWindow(browser, server.url("/")).logIn(user, GodwitServer.PASSWORD);
            rooms = new RoomWindow(browser);
        }

        /** Loads the page anew and logs in again, should the page not have done so by itself. */
        void comesBack(String user) {
            rooms.reload();
            eventually(() -> assertThat(page.shows("login-form") || page.shows("list-pane"))
                    .isTrue());
            if (page.shows("login-form")) {
                page.logIn(user, GodwitServer.PASSWORD);
            }
        }
    }

    private Somebody desktop(String user) throws IOException {
        return new Somebody(user, 1280, 800);
    }

    @Test
    void twoTalkOneReloadsAndNothingIsLostOrSeenTwice() throws IOException {
        Somebody hers = desktop(juliet);
        Somebody his = desktop(romeo);
        hers.rooms.make(name, "The Balcony", "muc#roomconfig_persistentroom");
        hers.rooms.say("Who is there?");
        his.rooms.choose(room);
        eventually(() -> assertThat(his.rooms.said()).containsExactly("Who is there?"));

        String markup = "Me, " + juliet + "! <img src=x onerror=\"document.title='owned'\">";
        his.rooms.say(markup);

        eventually(() -> assertThat(hers.rooms.said()).containsExactly("Who is there?", markup));
        assertThat(hers.rooms.mentions()).containsExactly(juliet);
        assertThat(hers.rooms.text("#room-name")).isEqualTo("The Balcony");

        his.comesBack(romeo);
        his.rooms.open(room);
        eventually(() -> assertThat(his.rooms.said()).containsExactly("Who is there?", markup));
        his.rooms.say("I am here again");
        eventually(() -> assertThat(hers.rooms.said()).hasSize(3).endsWith("I am here again"));
        assertThat(hers.page.complaints()).isEmpty();
        assertThat(his.page.complaints()).isEmpty();
    }

    @Test
    void whatIsSaidInARoomThatIsNotOpenIsUnread() throws IOException {
        Somebody hers = desktop(juliet);
        Somebody his = new Somebody(romeo, 360, 640);
        hers.rooms.enter(name);
        his.rooms.enter(name);
        his.rooms.click("#room-back");

        hers.rooms.say("hello");
        hers.rooms.say("are you there, " + romeo + "?");

        eventually(() -> assertThat(his.rooms.unread(room)).startsWith("@ 2"));
        assertThat(his.page.overflow()).isZero();
        his.rooms.open(room);
        eventually(() -> assertThat(his.rooms.said()).hasSize(2));
        assertThat(his.page.overflow()).isZero();
    }

    @Test
    void aModeratorTakesVoiceAndPutsOut() throws IOException {
        Somebody hers = desktop(juliet);
        Somebody his = desktop(romeo);
        hers.rooms.enter(name);
        his.rooms.choose(room);
        eventually(() -> assertThat(hers.rooms.rank(romeo)).isEqualTo("Participant"));

        hers.rooms.moderate(romeo, "mute", "");
        eventually(() -> assertThat(his.rooms.shows("#room-mute")).isTrue());
        assertThat(his.rooms.shows("#room-composer")).isFalse();
        his.rooms.click("#room-ask-voice");
        eventually(() -> assertThat(hers.rooms.notices()).contains(romeo + " asks to be allowed to speak."));
        hers.rooms.moderate(romeo, "voice", "");
        eventually(() -> assertThat(his.rooms.shows("#room-composer")).isTrue());

        hers.rooms.moderate(romeo, "kick", "too loud");
        eventually(() -> assertThat(his.rooms.text("#door-state"))
                .isEqualTo("You were removed from this room by " + juliet + ": too loud"));
        his.rooms.click("#door-enter");
        eventually(() -> assertThat(hers.rooms.occupants()).contains(romeo));

        hers.rooms.moderate(romeo, "ban", "enough");
        eventually(() -> assertThat(his.rooms.text("#door-state")).startsWith("You were banned"));
        his.rooms.click("#door-enter");
        eventually(() -> assertThat(his.rooms.text("#door-state")).isEqualTo("You are banned from this room."));
        assertThat(his.page.complaints()).isEmpty();
        assertThat(hers.page.complaints()).isEmpty();
    }

    @Test
    void anInvitationLeadsIntoARoomForMembers() throws IOException {
        Somebody hers = desktop(juliet);
        Somebody his = desktop(romeo);
        hers.rooms.make(name, "Secret", "muc#roomconfig_membersonly");

        hers.rooms.invite(romeo, "I have to tell you something");

        eventually(() -> assertThat(his.rooms.text("#invitations")).contains(room, "I have to tell you something"));
        his.rooms.click("#invitations button.primary");
        eventually(() -> assertThat(hers.rooms.occupants()).contains(romeo));
        assertThat(his.rooms.shows("#invitations")).isFalse();
    }

    @Test
    void whatIsWrongAtTheDoorIsToldAndMendedThere() throws IOException {
        Somebody hers = desktop(juliet);
        Somebody his = desktop(romeo);
        hers.rooms.enter(name);
        hers.rooms.menu("settings");
        hers.rooms.click("#settings-dialog [id='setting-muc#roomconfig_passwordprotectedroom']");
        hers.rooms.type("[id='setting-muc#roomconfig_roomsecret']", "wherefore");
        hers.rooms.click("#settings-form .primary");
        eventually(() -> assertThat(hers.rooms.notices()).contains("The settings of this room were changed."));

        his.rooms.click("#find-rooms");
        his.rooms.type("#rooms-address", name + Keys.ENTER);
        eventually(() -> assertThat(his.rooms.text("#door-state")).isEqualTo("This room needs a password."));
        his.rooms.type("#door-password", "wrong");
        his.rooms.click("#door-enter");
        eventually(() -> assertThat(his.rooms.text("#door-state")).isEqualTo("This is not the password of this room."));
        his.browser.executeScript("document.getElementById('door-password').value = ''");
        his.rooms.type("#door-password", "wherefore");
        his.rooms.click("#door-enter");
        eventually(() -> assertThat(hers.rooms.occupants()).contains(romeo));

        his.rooms.menu("nickname");
        his.rooms.answer(juliet);
        eventually(
                () -> assertThat(his.rooms.text("#ask-error")).startsWith("Somebody in this room has this nickname"));
        his.rooms.answer("Montague");
        eventually(() -> assertThat(hers.rooms.occupants()).contains("Montague"));
        hers.rooms.menu("subject");
        hers.rooms.answer("Love");
        eventually(() -> assertThat(his.rooms.text("#room-subject")).isEqualTo("Love"));
    }

    @Test
    void anOpenRoomIsReadOnTheWebAsItGoesOn() throws IOException {
        Somebody hers = desktop(juliet);
        hers.rooms.make(name, "Open", "x-muc#roomconfig_webview");
        String markup = "<img src=x onerror=\"document.title='owned'\">";
        hers.rooms.say(markup);
        eventually(() -> assertThat(hers.rooms.said()).hasSize(1));
        ChromeDriver reader = browsers.open(360, 640);

        reader.get(server.url("/rooms/conference.localhost/" + name).toString());

        assertThat(reader.getTitle()).isEqualTo("Open");
        eventually(() -> assertThat(lines(reader)).containsExactly(markup));
        hers.rooms.say("and on");
        eventually(() -> assertThat(lines(reader)).containsExactly(markup, "and on"));
        assertThat(reader.getTitle()).isEqualTo("Open");
        assertThat(reader.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        hers.rooms.click("#room-menu");
        eventually(() -> assertThat(hers.rooms.shows("[data-action='web']")).isTrue());
    }

    @Test
    void ranksAreGivenToTheAbsentAndToWhoRegisters() throws IOException {
        Somebody hers = desktop(juliet);
        Somebody his = desktop(romeo);
        hers.rooms.make(name, "Secret", "muc#roomconfig_membersonly");
        his.rooms.click("#find-rooms");
        his.rooms.type("#rooms-address", name + Keys.ENTER);
        eventually(() -> assertThat(his.rooms.text("#door-state")).startsWith("Only members may enter"));
        his.rooms.menu("register");
        eventually(() ->
                assertThat(his.page.value("register-muc#register_roomnick")).isEqualTo(romeo));
        his.rooms.click("#register-submit");
        eventually(() -> assertThat(hers.rooms.notices()).contains(romeo + "@localhost asks to become a member."));

        hers.rooms.menu("affiliates");
        eventually(() -> assertThat(hers.rooms.text("[data-list='owner']")).contains("Owners (1)", juliet));
        hers.rooms.type("#affiliates-address", romeo + Keys.ENTER);
        eventually(() -> assertThat(hers.rooms.text("[data-list='member']")).contains(romeo + "@localhost"));
        hers.rooms.type("#affiliates-address", "tybalt" + Keys.ENTER);
        eventually(() -> assertThat(hers.rooms.text("[data-list='member']")).contains("tybalt@localhost"));
        hers.rooms.giveRank("tybalt@localhost", "outcast");
        eventually(() -> assertThat(hers.rooms.text("[data-list='outcast']")).contains("tybalt@localhost"));
        assertThat(hers.rooms.text("[data-list='member']")).contains("Members (1)");
        hers.rooms.giveRank(juliet + "@localhost", "none");
        eventually(() -> assertThat(hers.rooms.text("#affiliates-error")).startsWith("This is not possible"));
        hers.rooms.click("#affiliates-cancel");

        his.rooms.click("#door-enter");
        eventually(() -> assertThat(hers.rooms.occupants()).contains(romeo));
        his.rooms.menu("affiliates");
        eventually(() ->
                assertThat(his.rooms.text("#affiliates-error")).isEqualTo("This room does not show you its lists."));
        assertThat(his.rooms.shows("#affiliates-new")).isFalse();
        his.rooms.click("#affiliates-cancel");
        his.rooms.menu("register");
        his.rooms.click("#register-remove");
        eventually(() -> assertThat(his.rooms.text("#door-state")).startsWith("Only members may be in this room now"));
        assertThat(hers.page.complaints()).isEmpty();
        assertThat(his.page.complaints()).isEmpty();
    }

    private static String[] lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toArray(String[]::new);
    }

    private RawClient hisClient() {
        RawClient his = new RawTcp(server).login(romeo);
        his.begin("raw");
        return his;
    }

    @Test
    void whatWasSaidInAChatComesBackPageByPage() throws IOException {
        String to = juliet + "@localhost";
        try (RawClient his = hisClient()) {
            for (int i = 0; i < 250; i++) {
                his.send("<message type='chat' id='m%d' to='%s'><body>line %d</body></message>".formatted(i, to, i));
            }
            his.awaitHandled(251);
            Somebody hers = desktop(juliet);
            hers.page.openChat(romeo + "@localhost");
            eventually(() -> {
                hers.page.scrollBack("messages");
                assertThat(hers.page.text("messages")).startsWith("This is the beginning of the conversation.");
            });
            assertThat(hers.page.messages()).containsExactly(lines(0, 250)); // delivered, and once
            hers.page.send("line 250");
            eventually(() -> assertThat(hers.page.states()).containsExactly("Sent"));
            hers.page.click("log-out");

            hers.page.logIn(juliet, GodwitServer.PASSWORD);
            hers.page.chatWith(romeo, false);
            // the newest of the archive, in which the latest conversations are looked for
            eventually(() -> assertThat(hers.page.messages()).containsExactly(lines(51, 251)));
            assertThat(hers.page.text("messages")).doesNotContain("beginning");
            hers.page.scrollBack("messages");
            eventually(() -> assertThat(hers.page.messages()).containsExactly(lines(1, 251)));
            assertThat(hers.page.scrolled("messages")).isGreaterThan(1000); // what was in sight still is
            hers.page.scrollBack("messages");
            eventually(() -> assertThat(hers.page.messages()).containsExactly(lines(0, 251)));
            assertThat(hers.page.text("messages")).startsWith("This is the beginning of the conversation.");

            his.send("<message type='chat' id='r' to='%s'>".formatted(to)
                    + "<retract xmlns='urn:xmpp:message-retract:1' id='m249'/><body>taken back</body></message>");
            eventually(() ->
                    assertThat(hers.page.messages()).endsWith("line 248", "This message was taken back", "line 250"));
            hers.page.click("log-out");
            hers.page.logIn(juliet, GodwitServer.PASSWORD);
            hers.page.chatWith(romeo, false);
            eventually(() ->
                    assertThat(hers.page.messages()).endsWith("line 248", "This message was taken back", "line 250"));
            assertThat(hers.page.complaints()).isEmpty();
        }
    }

    @Test
    void whatWasSaidInARoomComesBackPageByPage() throws IOException {
        Somebody hers = desktop(juliet);
        hers.rooms.make(name, "Old", "muc#roomconfig_persistentroom");
        try (RawClient his = hisClient()) {
            his.send("<presence to='%s/Romeo'><x xmlns='http://jabber.org/protocol/muc'/></presence>".formatted(room));
            for (int i = 0; i < 90; i++) {
                his.send("<message type='groupchat' id='m%d' to='%s'><body>line %d</body></message>"
                        .formatted(i, room, i));
            }
            his.awaitHandled(92);
            eventually(() -> assertThat(hers.rooms.said()).endsWith("line 89"));
            hers.page.click("log-out");

            hers.page.logIn(juliet, GodwitServer.PASSWORD);
            hers.rooms.open(room);
            eventually(() -> assertThat(hers.rooms.said()).endsWith("line 89"));
            eventually(() -> {
                hers.page.scrollBack("room-messages");
                assertThat(hers.rooms.said()).containsExactly(lines(0, 90));
            });
            eventually(() -> assertThat(hers.rooms.text("#room-messages .earlier"))
                    .isEqualTo("This is the beginning of the conversation."));

            his.send("<message type='groupchat' id='slip' to='%s'><body>oh</body></message>".formatted(room));
            Element slip = his.message();
            while (!slip.attribute("id").equals(Optional.of("slip"))) {
                slip = his.message();
            }
            String id = slip.child(new Name("urn:xmpp:sid:0", "stanza-id"))
                    .flatMap(it -> it.attribute("id"))
                    .orElseThrow();
            his.send("<message type='groupchat' id='r' to='%s'>".formatted(room)
                    + "<retract xmlns='urn:xmpp:message-retract:1' id='%s'/></message>".formatted(id));
            eventually(() -> assertThat(hers.rooms.said()).endsWith("line 89", "This message was taken back"));
            assertThat(hers.page.complaints()).isEmpty();
        }
    }

    private static List<String> lines(ChromeDriver reader) {
        return reader.findElements(By.cssSelector("#lines p")).stream()
                .map(WebElement::getText)
                .toList();
    }
}
