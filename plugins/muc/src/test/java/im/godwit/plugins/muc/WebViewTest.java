package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.shown;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRoute;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class WebViewTest {
    static final String OPEN = "x-muc#roomconfig_webview=1";
    private static final Pattern OLDER = Pattern.compile("href='\\./coven(\\?before=[^']+)'");

    @Test
    void anybodyReadsWhatIsSaidInAnOpenRoom(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "roomname=Cave", "roomdesc=Dark", "persistentroom=1");
        crone.sends(says("Thrice the brinded cat hath mew'd."));
        crone.sends("<message to='%s' type='groupchat'><subject>Fire burn</subject></message>".formatted(ROOM));
        crone.ignoresAll();

        HttpAnswer.Whole answer = Web.of(stage).get("coven");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Referrer-Policy", "no-referrer");
        assertThat(answer.headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(Web.of(stage).read("coven"))
                .startsWith("<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml' lang='en'>")
                .contains("<h1 dir='auto'>Cave</h1>", "Dark", "Fire burn")
                .contains(
                        "<b dir='auto'>first</b>", "<time datetime='2026-03-01T12:00:00Z'>1 Mar 2026 12:00 UTC</time>")
                .contains("Thrice the brinded cat hath mew");
    }

    @Test
    void aRoomThatNobodyIsInIsReadFromTheStore(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "persistentroom=1");
        crone.sends(says("hello"));
        crone.ignoresAll();
        leaves(crone, "first");

        assertThat(Web.of(stage).read("coven")).contains(">hello<");
    }

    @Test
    void whatSomebodyWritesIsNeverMarkup(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "&lt;b&gt;", OPEN, "roomname=&lt;script&gt;", "roomdesc=&lt;/p&gt;");
        crone.sends(says("&lt;/li&gt;&lt;script&gt;alert('x')&lt;/script&gt; ' &quot; &amp;amp;"));
        crone.sends("<message to='%s' type='groupchat'><subject>&lt;img src=x&gt;</subject></message>".formatted(ROOM));
        crone.ignoresAll();

        for (String part : List.of("coven", "coven/feed")) {
            assertThat(Web.of(stage).read(part))
                    .contains("&lt;script")
                    .doesNotContain("<script>", "</li><script", "<img", "<b>", "</p></p>");
        }
    }

    @Test
    void noAddressOfAnybodyIsTold(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "whois=anyone");
        Actor hag = stage.client("hag");
        enters(hag, "third", crone);
        hag.sends(says("Harpier cries"));
        crone.ignoresAll();

        for (String part : List.of("coven", "coven/feed")) {
            assertThat(Web.of(stage).read(part)).contains("third").doesNotContain("hag", "crone", "example.org/");
        }
    }

    @Test
    @Spec(value = "RFC 4287 §4.1", says = "a feed has an id, a title and a date, its entries an author besides")
    void aRoomIsAFeed(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        crone.sends(says("one"));
        crone.sends(says("two".repeat(40)));
        crone.ignoresAll();

        HttpAnswer.Whole answer = Web.of(stage).get("coven/feed");

        assertThat(answer.headers()).containsEntry("Content-Type", "application/atom+xml; charset=utf-8");
        assertThat(Web.of(stage).read("coven/feed"))
                .startsWith("<feed xmlns='http://www.w3.org/2005/Atom'><id>xmpp:" + ROOM + "</id><title>coven</title>"
                        + "<updated>2026-03-01T12:00:00Z</updated>")
                .contains("<author><name>first</name></author>", "<title>one</title>", "<title>two", "…</title>")
                .containsSubsequence("<content type='text'>two", "<content type='text'>one</content>");
    }

    @Test
    void pagesLeadToAllThatIsKept(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        for (int i = 1; i <= 5; i++) {
            crone.sends(says("line " + i));
        }
        crone.ignoresAll();
        Web web = Web.of(stage);

        String latest = web.read("coven?max=2");
        assertThat(latest).contains("line 4", "line 5", "live.js").doesNotContain("line 3");
        Matcher older = OLDER.matcher(latest);
        assertThat(older.find()).isTrue();
        String before = web.read("coven" + older.group(1));
        assertThat(before).contains("line 1", "line 2", "line 3").doesNotContain("line 4", "live.js");
        assertThat(OLDER.matcher(before).find()).isFalse();
        assertThat(web.read("coven?before=unknown")).doesNotContain("line ");
        assertThat(web.read("coven?max=-1")).contains("line 1", "line 5");
    }

    @Test
    void theTagChangesWithWhatIsSaid(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        Web web = Web.of(stage);
        String before = web.get("coven").headers().get("ETag");
        assertThat(web.get("coven").headers()).containsEntry("ETag", before);

        crone.sends(says("hello"));
        crone.ignoresAll();

        assertThat(web.get("coven").headers().get("ETag")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coven", "coven/feed", "coven/events", "coven/style.css"})
    void aRoomThatIsNotOpenLooksAsOneThatDoesNotExist(String path, Stage stage) {
        opens(stage.client("crone"), "first", "persistentroom=1");
        Web web = Web.of(stage);

        assertThat(web.get(path).status()).isEqualTo(404);
        assertThat(web.get(path)).usingRecursiveComparison().isEqualTo(web.get(path.replace("coven", "nothing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coven/other", "coven/feed/more", "a@b", "a%2Fb", "%20", "coven@conference.example.org"})
    void whereNothingIsNothingIsFound(String path, Stage stage) {
        opens(stage.client("crone"), "first", OPEN);

        assertThat(Web.of(stage).get(path).status()).isEqualTo(404);
    }

    @Test
    void nothingCanBeWritten(Stage stage) {
        opens(stage.client("crone"), "first", OPEN);

        HttpAnswer.Whole answer = (HttpAnswer.Whole) Web.of(stage).send("POST", "coven", Map.of());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"membersonly=1", "passwordprotectedroom=1"})
    void whatNotEverybodyMayEnterNobodyOpensToTheWorld(String closed, Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(configuration(OPEN, closed, "roomsecret=cauldron"));

        crone.receives(explained("iq", "modify", "not-acceptable"));
        assertThat(Web.of(stage).get("coven").status()).isEqualTo(404);
        crone.sends(configuration(OPEN));
        crone.ignoresAll();
        assertThat(Web.of(stage).get("coven").status()).isEqualTo(200);
        crone.sends(configuration(closed, "roomsecret=cauldron"));
        assertThat(crone.receives().attribute("type")).contains("error");
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.12", says = "who enters a room that is public is told that it is logged")
    void whoEntersIsWarned(Stage stage) {
        opens(stage.client("crone"), "first", OPEN);
        Actor hag = stage.client("hag");

        sendsEntry(hag, "third");

        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives(shown("third", "affiliation='none' role='participant'", 110, 170));
    }

    @Test
    void anOpenRoomTellsThatItIs(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");
        String question = "<iq type='get' id='ask' to='" + ROOM + "'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>";

        crone.sends(question);
        assertThat(crone.receives().toString()).doesNotContain("webview");
        crone.sends(configuration(OPEN));
        crone.ignoresAll();
        crone.sends(question);
        assertThat(crone.receives().toString()).contains("var='x-muc#roomconfig_webview'");
    }

    @Test
    void anOperatorShowsNoRooms() {
        MucOptions options = new MucOptions(
                Creators.ACCOUNTS,
                10,
                10,
                10,
                10,
                1000,
                10,
                10,
                10,
                10,
                10,
                10,
                0,
                Duration.ZERO,
                false,
                1000,
                10,
                10,
                10,
                10,
                10,
                10,
                ServiceAdmins.NOBODY,
                10);
        try (Stage stage = Stage.builder()
                .plugins(List.of())
                .service("conference", List.of(new MucPlugin()))
                .options("muc", options)
                .build()) {
            Actor crone = stage.client("crone");
            opens(crone, "first");

            crone.sends(configuration(OPEN));

            assertThat(crone.receives().attribute("type")).contains("error");
            assertThat(stage.server().contributions(HttpRoute.class)).isEmpty();
        }
    }
}
