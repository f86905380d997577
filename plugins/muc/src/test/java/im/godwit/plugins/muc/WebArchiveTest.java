package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.WebViewTest.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far back the web reads. */
@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class WebArchiveTest {
    private static final String PERSISTENT = "persistentroom=1";
    private static final String ARCHIVE = "x-muc#roomconfig_webarchive=1";
    private static final String SHORT = "muc#maxhistoryfetch=2";
    private static final Pattern OLDER = Pattern.compile("<a href='\\./(coven\\?before=[^']+)'");
    private static final Pattern NEXT = Pattern.compile("<link rel='next' href='(feed\\?before=[^']+)'");
    private static final Pattern WORDS = Pattern.compile("line [0-9]+(?=</(p|content)>)");

    private static void talks(Actor actor, int lines) {
        IntStream.rangeClosed(1, lines).forEach(i -> actor.sends(says("line " + i)));
        actor.ignoresAll();
    }

    private static List<String> lines(String page) {
        return WORDS.matcher(page).results().map(found -> found.group()).toList();
    }

    /** All pages from one on, each behind the link to it. */
    private static List<String> pages(Web web, String target, Pattern link, String folder) {
        List<String> pages = new ArrayList<>(List.of(web.read(target)));
        for (Matcher more = link.matcher(pages.getLast()); more.find(); more = link.matcher(pages.getLast())) {
            assertThat(pages).hasSizeLessThan(20);
            pages.add(web.read(folder + more.group(1)));
        }
        return pages;
    }

    @Test
    void olderPagesLeadThroughTheArchive(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, PERSISTENT, ARCHIVE, SHORT);
        talks(crone, 60);

        List<String> pages = pages(Web.of(stage), "coven", OLDER, "");

        assertThat(pages).hasSize(2);
        assertThat(lines(pages.getFirst())).hasSize(50).startsWith("line 11").endsWith("line 60");
        assertThat(lines(pages.getLast())).hasSize(10).startsWith("line 1").endsWith("line 10");
        assertThat(pages.getLast()).contains("Latest messages").doesNotContain("live.js");
    }

    @Test
    @Spec(value = "RFC 5005 §3", says = "pages of a feed are linked by 'next', and to the 'first' of them")
    void theFeedHasPages(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, PERSISTENT, ARCHIVE, SHORT);
        talks(crone, 60);

        List<String> pages = pages(Web.of(stage), "coven/feed", NEXT, "coven/");

        assertThat(pages).hasSize(2);
        assertThat(lines(pages.getFirst())).hasSize(50).startsWith("line 60").endsWith("line 11");
        assertThat(lines(pages.getLast())).hasSize(10).startsWith("line 10").endsWith("line 1");
        assertThat(pages.getFirst()).contains("<link rel='self' href='feed'/>", "<link rel='first' href='feed'/>");
        assertThat(pages.getLast())
                .contains("<link rel='self' href='feed?before=", "<link rel='first' href='feed'/>")
                .doesNotContain("rel='next'");
    }

    @ParameterizedTest
    @ValueSource(strings = {PERSISTENT, PERSISTENT + ";" + ARCHIVE + ";muc#roomconfig_enablearchiving=0", ARCHIVE})
    void whatTheWebMayNotReadItDoesNot(String settings, Stage stage) {
        Actor crone = stage.client("crone");
        List<String> all = new ArrayList<>(List.of(OPEN, SHORT));
        all.addAll(List.of(settings.split(";")));
        opens(crone, "first", all.toArray(String[]::new));
        talks(crone, 5);
        Web web = Web.of(stage);

        assertThat(pages(web, "coven", OLDER, ""))
                .hasSize(1)
                .allMatch(page -> lines(page).equals(List.of("line 4", "line 5")));
        assertThat(web.read("coven/feed")).doesNotContain("rel='next'", "rel='first'");
    }

    @Test
    void whatHasNoWordsIsPassedOver(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "x-muc#roomconfig_archivetemporary=1", ARCHIVE, SHORT);
        talks(crone, 1);
        for (int i = 0; i < 5; i++) {
            crone.sends("<message to='%s' type='groupchat'><subject>%s</subject></message>".formatted(ROOM, i));
        }
        crone.ignoresAll();
        Web web = Web.of(stage);

        assertThat(lines(web.read("coven?max=2"))).containsExactly("line 1");
        List<String> pages = pages(web, "coven?max=1", OLDER, "");
        assertThat(lines(pages.getFirst())).as("bounded").isEmpty();
        assertThat(pages.getFirst()).doesNotContain("Nothing was said");
        assertThat(lines(pages.getLast())).containsExactly("line 1");
    }

    @Test
    void whereTheArchiveHasNoSuchMessageNothingIsBeforeIt(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, PERSISTENT, ARCHIVE);
        talks(crone, 2);

        assertThat(lines(Web.of(stage).read("coven?before=unknown"))).isEmpty();
        crone.sends(configuration("x-muc#roomconfig_webview=0"));
        crone.ignoresAll();
        assertThat(Web.of(stage).get("coven?before=unknown").status()).isEqualTo(404);
    }
}
