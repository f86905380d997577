package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a subscriber who has been away what it was not told meanwhile (XEP-0312). */
public final class CatchingUp {
    /** The newest of one node; whoever missed more reads the archive. */
    private static final int MOST = 100;

    private final Parts parts;

    CatchingUp(Parts parts) {
        this.parts = parts;
    }

    /**
     * Tells a resource what happened since a time at each node of a service to which it or its account is subscribed
     * (§2).
     *
     * @param who its full JID
     * @return the nodes whose history is told, though there may be nothing in it
     */
    public List<Outcome<NodeAddress>> since(Jid service, Jid who, Instant time) {
        Map<String, List<Subscription>> theirs = parts.store().subscriptions(service, who.bare()).stream()
                .filter(held ->
                        held.what().jid().equals(who) || held.what().jid().isBare())
                .collect(Collectors.groupingBy(
                        Held::node, LinkedHashMap::new, Collectors.mapping(Held::what, Collectors.toList())));
        List<Outcome<NodeAddress>> outcomes = new ArrayList<>();
        theirs.forEach((name, subscriptions) -> {
            NodeAddress address = new NodeAddress(service, name);
            if (parts.nodes().find(address).filter(CatchingUp::isMissed).isPresent()) {
                // in the order of the node's other notifications, so that it cannot overtake a newer one
                outcomes.add(parts.nodes()
                        .at(address, node -> new Change<>(node, address, missed(node, subscriptions, who, time))));
            }
        });
        return outcomes;
    }

    /** Whether those who are away miss what happens: what waits for them elsewhere would come twice. */
    private static boolean isMissed(Node node) {
        return node.persists()
                && (node.get(Settings.PRESENCE_BASED_DELIVERY)
                        || node.get(Settings.NOTIFICATION_TYPE) == MessageStyle.HEADLINE);
    }

    private List<Notification> missed(Optional<Node> found, List<Subscription> theirs, Jid who, Instant time) {
        return found.flatMap(node -> recipient(node, theirs, who).map(to -> missed(node, to, time)))
                .orElse(List.of());
    }

    private Optional<Recipient> recipient(Node node, List<Subscription> theirs, Jid who) {
        return theirs.stream()
                .filter(subscription -> !Cursors.keeps(node, subscription) && !Digests.waits(node, subscription))
                .flatMap(subscription -> parts.audience().recipient(node, subscription).stream())
                .map(recipient -> new Recipient(who, recipient.subids(), recipient.body(), false))
                .reduce(Audience::merged);
    }

    private List<Notification> missed(Node node, Recipient to, Instant time) {
        Cut newest = new Cut(Bounds.ALL, true, 0, MOST, parts.policy().limits().answerBytes());
        return parts.store().history().some(node, HistoryQuery.since(time), newest, node.expired(parts.now())).stream()
                .map(entry -> late(entry.toldBy(node).event()))
                .flatMap(event -> Notification.of(List.of(to), node, event).stream())
                .toList();
    }

    /** An item from before says when it was published. */
    private static NodeEvent late(NodeEvent event) {
        return event instanceof NodeEvent.Published published
                ? new NodeEvent.LastPublished(published.items().getFirst())
                : event;
    }
}
