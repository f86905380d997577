package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.http.EventSource;
import im.godwit.http.ServerEvent;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEventsTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private Stage stage;
    private Actor hamlet;
    private Web web;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new PubSubPlugin()))
                .build();
        hamlet = stage.client("hamlet");
        web = Web.of(stage);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private EventSource follow(String target) {
        EventSource source = web.events(target);
        source.open(wakes::incrementAndGet);
        return source;
    }

    /** All that is there now: types and ids of items. */
    private static List<String> told(EventSource source) {
        return events(source).stream()
                .filter(event -> event.data().isPresent())
                .map(event -> event.type() + event.data().get().replaceFirst(".*\"id\":\"([^\"]*)\".*", " $1"))
                .toList();
    }

    private static List<ServerEvent> events(EventSource source) {
        List<ServerEvent> all = new ArrayList<>();
        Optional<List<ServerEvent>> some = source.next();
        while (some.isPresent() && !some.get().isEmpty()) {
            all.addAll(some.get());
            some = source.next();
        }
        return all;
    }

    /** What follows is told on the thread of the publisher, after its answer. */
    private void settles(int expected) {
        await().until(() -> wakes.get() >= expected);
    }

    private void retracts(String node, String id) {
        hamlet.sends(set("<retract node='%s' notify='true'><item id='%s'/></retract>".formatted(node, id)));
        hamlet.receives(done());
    }

    @Test
    void eventsAreToldInTheOrderInWhichTheyHappened() {
        creates(hamlet, "music", "notify_retract=true");
        EventSource source = follow("music/events");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        retracts("music", "one");
        hamlet.sends(ownerSet("<purge node='music'/>"));
        hamlet.receives(done());
        publishes(hamlet, "music", "three");
        settles(5);

        assertThat(told(source))
                .as("what was gone before it was read is not told")
                .containsExactly("retracted one", "purged{}", "published three");
    }

    @Test
    void anItemThatCameBackIsNotTakenAway() {
        creates(hamlet, "music");
        EventSource source = follow("music/events");
        publishes(hamlet, "music", "one");
        retracts("music", "one");
        publishes(hamlet, "music", "one");
        settles(3);

        assertThat(told(source)).last().isEqualTo("published one");
    }

    @Test
    void whoComesBackGetsWhatWasMissedOnceEach() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "before");
        EventSource first = follow("music/events");
        String start = events(first).getFirst().id().orElseThrow();
        publishes(hamlet, "music", "one");
        settles(1);
        List<ServerEvent> seen = events(first);
        assertThat(seen).hasSize(1);
        first.close();
        publishes(hamlet, "music", "two");
        publishes(hamlet, "music", "three");

        web = web.with("last-event-id", seen.getFirst().id().orElseThrow());
        EventSource again = follow("music/events");
        assertThat(told(again)).containsExactly("published two", "published three");
        web = Web.of(stage);
        assertThat(told(follow("music/events?after=" + start)))
                .containsExactly("published one", "published two", "published three");
        assertThat(web.get("music/events?after=-1").status()).isEqualTo(400);
    }

    @Test
    void whoComesBackLearnsWhatWasTakenAwayMeanwhile() {
        creates(hamlet, "music", "notify_retract=true");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        EventSource first = follow("music/events?after=0");
        String last = events(first).getLast().id().orElseThrow();
        first.close();
        retracts("music", "one");
        publishes(hamlet, "music", "three");
        hamlet.sends(ownerSet("<purge node='music'/>"));
        hamlet.receives(done());
        publishes(hamlet, "music", "four");

        web = web.with("last-event-id", last);
        List<ServerEvent> missed = events(follow("music/events"));
        assertThat(told(follow("music/events"))).containsExactly("retracted one", "purged{}", "published four");

        web = web.with("last-event-id", missed.get(1).id().orElseThrow());
        assertThat(told(follow("music/events")))
                .as("a retraction has a place of its own to come back to")
                .containsExactly("purged{}", "published four");
    }

    @Test
    void whatNobodyIsToldIsNotToldLaterEither() {
        creates(hamlet, "music", "notify_retract=false");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        hamlet.sends(set("<retract node='music'><item id='one'/></retract>"));
        hamlet.receives(done());

        assertThat(told(follow("music/events?after=0"))).containsExactly("published two");
    }

    @Test
    void aPageAndTheEventsAfterItMissNothing() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        String position = Web.text(web.get("music/items")).replaceFirst(".*\"position\":\"(\\d+)\".*", "$1");
        publishes(hamlet, "music", "two");

        assertThat(told(follow("music/events?after=" + position))).containsExactly("published two");
    }

    @Test
    void aNodeThatKeepsNothingIsFollowedLive() {
        creates(hamlet, "pulse", "persist_items=false");
        EventSource source = follow("pulse/events");
        publishes(hamlet, "pulse", "beat");
        settles(1);

        assertThat(told(source)).containsExactly("published beat");
        assertThat(web.get("pulse/items").status()).isEqualTo(404);
    }

    @Test
    void whoseRightEndsHearsNothingMore() {
        creates(hamlet, "music");
        EventSource source = follow("music/events");
        assertThat(told(source)).isEmpty();
        configures(hamlet, "music", "access_model=whitelist");
        publishes(hamlet, "music", "secret");
        settles(1);

        assertThat(told(source)).isEmpty();
        assertThat(source.next()).isEmpty();
    }

    @Test
    void aStreamEndsWithItsNode() {
        creates(hamlet, "music");
        EventSource source = follow("music/events");
        hamlet.sends(ownerSet("<delete node='music'/>"));
        hamlet.receives(done());
        settles(1);

        assertThat(told(source)).containsExactly("deleted{}");
        assertThat(source.next()).isEmpty();
    }

    @Test
    void aClientForWhichTooMuchWaitsIsCutOff() {
        creates(hamlet, "pulse", "persist_items=false");
        EventSource source = follow("pulse/events");
        for (int i = 0; i < 101; i++) {
            publishes(hamlet, "pulse", "beat" + i);
        }
        settles(101);

        assertThat(told(source)).isEmpty();
        assertThat(source.next()).isEmpty();
    }

    @Test
    void whoIsGoneIsToldNothing() {
        creates(hamlet, "music");
        EventSource source = follow("music/events");
        source.close();
        publishes(hamlet, "music", "one");
        hamlet.receivesNothing();

        assertThat(wakes).hasValue(0);
        assertThat(source.next().orElse(List.of()))
                .allSatisfy(event -> assertThat(event.data()).isEmpty());
    }
}
