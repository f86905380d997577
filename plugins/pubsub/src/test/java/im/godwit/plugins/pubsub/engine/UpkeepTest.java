package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.pubsub.engine.NodeEvent.SubscriptionChanged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpkeepTest extends EngineTest {
    private void subscribeFor(Duration time) {
        Lease lease = new Lease.Until(clock.instant().plus(time));
        pubsub.subscribing().subscribe(OTHER, NODE, OTHER, options -> options.with(Options.EXPIRE, lease));
    }

    @Test
    void endsLeasesThatAreOverAndTellsTheirHolders() {
        subscribeFor(Duration.ofMinutes(1));
        subscribe(OWNER);
        assertThat(pubsub.upkeep()).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        List<Outcome<Boolean>> outcomes = pubsub.upkeep();
        outcomes.forEach(outcome -> outcome.delivery().run());

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().recipients()).containsExactly(Recipient.of(OTHER));
        assertThat(((SubscriptionChanged) told.getFirst().event())
                        .subscription()
                        .state())
                .isEqualTo(SubscriptionState.NONE);
        assertThat(pubsub.discovery().node(NODE).orElseThrow().subscriptions().size())
                .isEqualTo(1);
        assertThat(pubsub.upkeep()).isEmpty();
    }

    @Test
    void countsNobodyWhoseLeaseIsOver() {
        subscribeFor(Duration.ofMinutes(1));
        Node node = pubsub.discovery().node(NODE).orElseThrow();
        assertThat(pubsub.discovery().subscribers(node)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));

        assertThat(pubsub.discovery().subscribers(node)).isZero();
        assertThat(pubsub.subscriptions().list(OWNER, NODE)).isEmpty();
        assertThat(pubsub.retrieval().subscriptions(OTHER, SERVICE)).isEmpty();
    }

    @Test
    void letsThoseWhoseLeaseIsOverSubscribeAgain() {
        subscribeFor(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));

        subscribe(OTHER);

        assertThat(publish(OWNER, "one").notifications().getFirst().recipients())
                .extracting(Recipient::jid)
                .containsExactly(OTHER);
        pubsub.upkeep();
        assertThat(publish(OWNER, "two").notifications()).hasSize(1);
    }

    @Test
    void removesItemsThatExpired() {
        configure(Settings.ITEM_EXPIRE, Amount.of(60));
        publish(OWNER, "one");
        clock.advance(Duration.ofSeconds(60));

        pubsub.upkeep();

        configure(Settings.ITEM_EXPIRE, Amount.MAX);
        assertThat(pubsub.retrieval()
                        .page(OWNER, NODE, Optional.empty(), ItemQuery.newest(10))
                        .items())
                .isEmpty();
    }
}
