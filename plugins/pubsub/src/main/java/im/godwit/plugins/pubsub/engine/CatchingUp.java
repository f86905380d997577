package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells somebody who has been away what they were not told meanwhile (XEP-0312). */
public final class CatchingUp {
    private final Parts parts;

    CatchingUp(Parts parts) {
        this.parts = parts;
    }

    /**
     * Who was away.
     *
     * @param who the full JID that is there again
     * @param since when it was there last
     * @param allowance of all that it is told of that time
     */
    public record Absence(Jid who, Instant since, Allowance allowance) {}

    /** An absence of which nothing has been told yet. */
    public Absence absence(Jid who, Instant since) {
        return new Absence(who, since, new Allowance(parts.policy().limits().answerBytes()));
    }

    /**
     * Tells what happened meanwhile at each node of a service to which the resource or its account is subscribed (§2).
     *
     * @return the nodes whose history is told, though there may be nothing in it
     */
    public List<Outcome<NodeAddress>> subscribed(Jid service, Absence absence) {
        Jid who = absence.who();
        Map<String, List<Subscription>> theirs = parts.store().subscriptions(service, who.bare()).stream()
                .filter(held ->
                        held.what().jid().equals(who) || held.what().jid().isBare())
                .collect(Collectors.groupingBy(
                        Held::node, LinkedHashMap::new, Collectors.mapping(Held::what, Collectors.toList())));
        List<Outcome<NodeAddress>> outcomes = new ArrayList<>();
        theirs.forEach((name, subscriptions) -> outcomes.addAll(
                missed(new NodeAddress(service, name), absence, node -> recipient(node, subscriptions, who))));
        return outcomes;
    }

    /**
     * The same at nodes of which a resource hears because it shares presence with the owner of a service (XEP-0163
     * §4.3).
     *
     * @param wanted the names of the nodes; there may be no such nodes
     */
    public List<Outcome<NodeAddress>> followed(Jid service, Absence absence, Set<String> wanted) {
        Jid who = absence.who();
        List<Outcome<NodeAddress>> outcomes = new ArrayList<>();
        parts.nodes().names(service).stream()
                .filter(wanted::contains)
                .forEach(name -> outcomes.addAll(missed(
                        new NodeAddress(service, name),
                        absence,
                        node -> Optional.of(Recipient.of(who))
                                .filter(_ -> parts.audience().tells(node, who)))));
        return outcomes;
    }

    private List<Outcome<NodeAddress>> missed(
            NodeAddress address, Absence absence, Function<Node, Optional<Recipient>> recipient) {
        boolean tells = absence.allowance().isLeft()
                && parts.nodes().find(address).filter(CatchingUp::isMissed).isPresent();
        // in the order of the node's other notifications, so that it cannot overtake a newer one
        return tells
                ? List.of(parts.nodes()
                        .at(
                                address,
                                node -> new Change<>(
                                        node,
                                        address,
                                        node.flatMap(there ->
                                                        recipient.apply(there).map(to -> missed(there, to, absence)))
                                                .orElse(List.of()))))
                : List.of();
    }

    /** Whether those who are away miss what happens: what waits for them elsewhere would come twice. */
    private static boolean isMissed(Node node) {
        return node.persists()
                && (node.get(Settings.PRESENCE_BASED_DELIVERY)
                        || node.get(Settings.NOTIFICATION_TYPE) == MessageStyle.HEADLINE);
    }

    private Optional<Recipient> recipient(Node node, List<Subscription> theirs, Jid who) {
        return theirs.stream()
                .filter(subscription -> !Cursors.keeps(node, subscription) && !Digests.waits(node, subscription))
                .flatMap(subscription -> parts.audience().recipient(node, subscription).stream())
                .map(recipient -> new Recipient(who, recipient.subids(), recipient.body(), false))
                .reduce(Audience::merged);
    }

    private List<Notification> missed(Node node, Recipient to, Absence absence) {
        Allowance allowance = absence.allowance();
        List<HistoryEntry> entries = parts.store()
                .history()
                .some(node, HistoryQuery.since(absence.since()), allowance.newest(), node.expired(parts.now()));
        allowance.spend(entries);
        return entries.stream()
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
