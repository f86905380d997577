package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.WebViewTest.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.EventSource;
import im.godwit.http.ServerEvent;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class WebEventsTest {
    private final AtomicInteger wakes = new AtomicInteger();

    private EventSource follow(Stage stage, String target, Map<String, String> headers) {
        EventSource source = Web.of(stage).events(target, headers);
        source.open(wakes::incrementAndGet);
        return source;
    }

    /** All events that are there now. */
    private static List<ServerEvent> events(EventSource source) {
        List<ServerEvent> all = new ArrayList<>();
        Optional<List<ServerEvent>> some = source.next();
        while (some.isPresent() && !some.get().isEmpty()) {
            all.addAll(some.get());
            some = source.next();
        }
        return all;
    }

    private static List<String> texts(List<ServerEvent> events) {
        return events.stream()
                .flatMap(event -> event.data().stream())
                .map(data -> data.replaceFirst(".*\"text\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static void speaks(Actor actor, String... texts) {
        for (String text : texts) {
            actor.sends(says(text));
        }
        actor.ignoresAll();
    }

    @Test
    void whatIsSaidFromNowOnIsTold(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "persistentroom=1");
        speaks(crone, "before");
        EventSource source = follow(stage, "coven/events", Map.of());
        List<ServerEvent> mark = events(source);
        assertThat(mark).hasSize(1);
        assertThat(mark.getFirst().data()).isEmpty();

        speaks(crone, "after");

        assertThat(wakes).hasPositiveValue();
        List<ServerEvent> told = events(source);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().type()).isEqualTo("said");
        assertThat(told.getFirst().data().orElseThrow())
                .matches(
                        "\\{\"id\":\"[^\"]+\",\"nickname\":\"first\",\"said\":\"2026-03-01T12:00:00Z\",\"text\":\"after\"}");
    }

    @Test
    void whoComesBackGetsWhatWasMissedOnceEach(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        speaks(crone, "one", "two");
        List<ServerEvent> all = events(follow(stage, "coven/events?after=0", Map.of()));
        assertThat(texts(all)).containsExactly("one", "two");

        speaks(crone, "three");

        String last = all.getFirst().id().orElseThrow();
        assertThat(texts(events(follow(stage, "coven/events", Map.of("last-event-id", last)))))
                .containsExactly("two", "three");
    }

    @Test
    void moreThanABatchComesInSeveral(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        speaks(crone, "x".repeat(30_000), "y".repeat(30_000), "z");
        EventSource source = follow(stage, "coven/events?after=0", Map.of());

        assertThat(source.next().orElseThrow()).hasSize(1);
        assertThat(source.next().orElseThrow()).hasSize(2);
    }

    @Test
    void aStreamEndsWhenTheRoomIsClosedToTheWorld(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "persistentroom=1");
        EventSource source = follow(stage, "coven/events", Map.of());
        assertThat(source.next()).isPresent();

        crone.sends(configuration("x-muc#roomconfig_webview=0"));
        crone.ignoresAll();

        assertThat(wakes).hasPositiveValue();
        assertThat(source.next()).isEmpty();
    }

    @Test
    void aStreamEndsWithTheRoom(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        EventSource source = follow(stage, "coven/events", Map.of());

        crone.sends(set("owner", "<destroy/>"));
        crone.ignoresAll();

        assertThat(wakes).hasPositiveValue();
        assertThat(source.next()).isEmpty();
    }

    @Test
    void whoIsGoneIsNotWoken(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN);
        EventSource source = follow(stage, "coven/events", Map.of());

        source.close();
        speaks(crone, "hello");

        assertThat(wakes).hasValue(0);
    }

    @Test
    void whoFollowsHearsWhatARoomTellsNobodyWhoEnters(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "persistentroom=1", "muc#maxhistoryfetch=0");
        speaks(crone, "before");
        EventSource source = follow(stage, "coven/events", Map.of());
        events(source);

        speaks(crone, "one", "two");

        assertThat(texts(events(source))).containsExactly("one", "two");
        assertThat(Web.of(stage).read("coven")).doesNotContain("two");
    }

    @Test
    void whatWasSaidLongBeforeIsNotToldToWhoFollows(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", OPEN, "persistentroom=1", "x-muc#roomconfig_webarchive=1");
        speaks(crone, "before");
        for (int i = 0; i < 6; i++) {
            crone.sends(
                    "<message to='%s' type='groupchat'><subject>%s</subject></message>".formatted(MucTesting.ROOM, i));
        }
        crone.ignoresAll();
        EventSource source = follow(stage, "coven/events", Map.of());

        speaks(crone, "after");

        assertThat(texts(events(source))).containsExactly("after");
    }
}
