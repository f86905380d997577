package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.NodeEvent.Published;
import im.godwit.plugins.pubsub.engine.NodeStore.DueDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells subscribers who want it what was published since they were last told, in one notification ({@code digest},
 * XEP-0060 §16.4.2). What they were told is kept by the store, so that a restart loses nothing; what was retracted or
 * expired before they were told is left out.
 */
final class Digests {
    private static final int PAGE = 1000;

    private final Parts parts;

    Digests(Parts parts) {
        this.parts = parts;
    }

    /** Whether publications wait for a digest; a node that does not keep items has nothing to make one from. */
    static boolean waits(Node node, Subscription subscription) {
        return subscription.options().get(Options.DIGEST) && !subscription.isDurable() && node.persists();
    }

    List<Outcome<Boolean>> run() {
        Instant now = parts.now();
        List<Outcome<Boolean>> outcomes = new ArrayList<>();
        List<DueDigest> page = parts.store().dueDigests(now, 0, PAGE);
        while (!page.isEmpty()) {
            for (DueDigest due : page) {
                outcomes.add(parts.nodes().at(due.node(), before -> sent(before, due, now)));
            }
            page = parts.store().dueDigests(now, page.getLast().key(), PAGE);
        }
        return outcomes;
    }

    /** A digest that somebody may not see, or does not want to see now, waits. */
    private Change<Boolean> sent(Optional<Node> before, DueDigest due, Instant now) {
        List<Notification> told = before.flatMap(node -> node.subscriptions()
                        .find(due.jid(), due.subid())
                        .filter(subscription -> waits(node, subscription))
                        .flatMap(subscription -> parts.audience().recipient(node, subscription))
                        .map(recipient -> told(node, recipient, due, now)))
                .orElse(List.of());
        return new Change<>(before, !told.isEmpty(), told);
    }

    /** As much as fits into one message; the rest is for the next. */
    private List<Notification> told(Node node, Recipient recipient, DueDigest due, Instant now) {
        Limits limits = parts.policy().limits();
        NodeStore.Batch batch = parts.store()
                .after(node, due.position(), limits.itemsPerNode(), limits.payloadBytes(), node.expired(now));
        Duration pause = Duration.ofMillis(node.subscriptions()
                .find(due.jid(), due.subid())
                .map(subscription -> subscription.options().get(Options.DIGEST_FREQUENCY))
                .orElse(0));
        if (batch.items().isEmpty()) {
            return List.of();
        }
        parts.store().digested(due, batch.position(), now.plus(pause));
        List<Item> items = batch.items().stream().map(item -> item.toldBy(node)).toList();
        Published published = new Published(items, Optional.empty(), OptionalLong.of(batch.position()));
        return Notification.of(List.of(recipient), node, published);
    }
}
