package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DigestsTest extends EngineTest {
    private static final int HOUR = 60 * 60 * 1000;

    @BeforeEach
    void subscribe() {
        publish(OWNER, "before");
        pubsub.subscribing()
                .subscribe(
                        OTHER,
                        NODE,
                        OTHER,
                        options -> options.with(Options.DIGEST, true).with(Options.DIGEST_FREQUENCY, HOUR));
    }

    /** The items that the next run tells the subscriber. */
    private List<String> digest() {
        told.clear();
        pubsub.upkeep().forEach(outcome -> outcome.delivery().run());
        assertThat(told)
                .hasSizeLessThan(2)
                .allSatisfy(
                        notification -> assertThat(notification.recipients()).containsExactly(Recipient.of(OTHER)));
        return told.stream()
                .flatMap(notification -> ((Published) notification.event()).items().stream())
                .map(Item::id)
                .toList();
    }

    @Test
    void tellsWhatWasPublishedInOneNotification() {
        assertThat(publish(OWNER, "one").notifications()).isEmpty();
        assertThat(publish(OWNER, "two").notifications()).isEmpty();

        assertThat(digest()).containsExactly("one", "two");
    }

    @Test
    void tellsNothingTwiceAndNotTooOften() {
        publish(OWNER, "one");
        assertThat(digest()).containsExactly("one");
        publish(OWNER, "two");
        assertThat(digest()).isEmpty();

        clock.advance(Duration.ofHours(1));

        assertThat(digest()).containsExactly("two");
        clock.advance(Duration.ofHours(1));
        assertThat(digest()).isEmpty();
    }

    @Test
    void leavesOutWhatIsGoneAgain() {
        publish(OWNER, "one");
        publish(OWNER, "two");
        pubsub.publishing()
                .retract(OWNER, NODE, List.of("one"), false)
                .delivery()
                .run();

        assertThat(digest()).containsExactly("two");
    }

    @Test
    void waitsForTheRestWhereNotAllFitsIntoOne() {
        String large = "x".repeat(600);
        publish(OWNER, large + 1);
        publish(OWNER, large + 2);

        assertThat(digest()).containsExactly(large + 1);
        clock.advance(Duration.ofHours(1));
        assertThat(digest()).containsExactly(large + 2);
    }

    @Test
    void tellsNothingToThoseWhoMayNotSeeIt() {
        publish(OWNER, "one");
        configure(Settings.ACCESS_MODEL, AccessModel.WHITELIST);
        assertThat(digest()).isEmpty();

        affiliate(OTHER, Affiliation.MEMBER);

        assertThat(digest()).containsExactly("one");
    }

    @Test
    void goesOnWhereItWasWhenOptionsChange() {
        publish(OWNER, "one");

        pubsub.subscribing()
                .configure(OTHER, NODE, OTHER, Optional.empty(), options -> options.with(Options.DIGEST_FREQUENCY, 1));

        assertThat(digest()).containsExactly("one");
    }

    @Test
    void tellsAtOnceWhereTheNodeKeepsNothingAnyMore() {
        configure(Settings.PERSIST_ITEMS, false);

        assertThat(publish(OWNER, "one").notifications()).hasSize(1);
    }
}
