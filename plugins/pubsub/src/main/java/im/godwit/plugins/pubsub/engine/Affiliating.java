package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.SubscriptionChanged;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Affiliations, for owners (XEP-0060 §8.9). */
public final class Affiliating {
    private final Parts parts;

    Affiliating(Parts parts) {
        this.parts = parts;
    }

    /** All affiliations but none, by bare JID (§8.9.1). */
    public Map<Jid, Affiliation> list(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        requireOwner(node, requester);
        return new TreeMap<>(node.affiliations());
    }

    private static void requireOwner(Node node, Jid requester) {
        if (node.affiliation(requester) != Affiliation.OWNER) {
            throw Reason.FORBIDDEN.thrown(); // §8.9.1.3, §8.9.2.3
        }
    }

    /**
     * Changes affiliations (§8.9.2) by the state chart of §4.1. A subscription whose holder may not subscribe any more
     * ends; one that waits for an owner, though its holder need not ask any more, begins (§8.7.4). They are told.
     *
     * @param wanted by bare JID, in the order of the request
     * @return those that were not changed, as they are; the others were
     */
    public Outcome<Map<Jid, Affiliation>> change(
            Jid requester, NodeAddress address, SequencedMap<Jid, Affiliation> wanted) {
        return parts.nodes().change(address, before -> {
            requireOwner(before, requester);
            AttachmentRules.requireOwnRights(address);
            Map<Jid, Affiliation> changes = new LinkedHashMap<>();
            Map<Jid, Affiliation> unchanged = new LinkedHashMap<>();
            Node after = before;
            for (Map.Entry<Jid, Affiliation> entry : wanted.entrySet()) {
                Optional<Node> next = changed(after, requester, entry.getKey(), entry.getValue());
                if (next.isPresent()) {
                    changes.put(entry.getKey(), entry.getValue());
                    after = next.get();
                } else {
                    unchanged.put(entry.getKey(), before.affiliation(entry.getKey()));
                }
            }
            return stored(after, changes, unchanged);
        });
    }

    /** The node with one affiliation changed; nothing if that may not be. */
    private Optional<Node> changed(Node node, Jid requester, Jid who, Affiliation wanted) {
        Affiliation present = node.affiliation(who);
        boolean resigns = present == Affiliation.OWNER && wanted != Affiliation.OWNER;
        // §4.1: an owner resigns, nobody makes them; §8.9.2.4: and never the last one
        boolean allowed = present.mayBecome(wanted)
                && !(resigns && !who.sameBare(requester))
                && !(resigns && node.affiliated(Affiliation.OWNER).size() == 1);
        Node changed = node.withAffiliations(Map.of(who, wanted));
        boolean room = changed.affiliations().size()
                <= Math.max(node.affiliations().size(), parts.policy().limits().affiliationsPerNode());
        return allowed && room ? Optional.of(changed) : Optional.empty();
    }

    private Change<Map<Jid, Affiliation>> stored(
            Node node, Map<Jid, Affiliation> changes, Map<Jid, Affiliation> unchanged) {
        List<Subscription> ended = changes.keySet().stream()
                .filter(who -> parts.access().toSubscribe(node, who).isPresent())
                .flatMap(who -> node.subscriptions().ofAccount(who).stream())
                .map(subscription -> subscription.with(SubscriptionState.NONE))
                .toList();
        List<Subscription> concerned =
                Stream.concat(ended.stream(), welcome(node, changes.keySet())).toList();
        List<Consequence> consequences =
                changes.isEmpty() ? List.of() : parts.store().change(node, changes, concerned, parts.trace());
        List<Notification> notifications = concerned.stream()
                .flatMap(s -> Notification.to(List.of(s.jid()), node, new SubscriptionChanged(s)).stream())
                .toList();
        return Change.of(node.withSubscriptions(concerned), unchanged, notifications)
                .with(consequences);
    }

    /** The subscriptions of those who waited for an owner, and need not any more. */
    private Stream<Subscription> welcome(Node node, Set<Jid> changed) {
        return changed.stream()
                .filter(who -> parts.access().toSubscribe(node, who).isEmpty())
                .filter(who -> !node.get(Settings.ACCESS_MODEL).asksOwners(node.affiliation(who)))
                .flatMap(who -> node.subscriptions().ofAccount(who).stream())
                .filter(subscription -> subscription.state() == SubscriptionState.PENDING)
                .map(subscription -> subscription.with(SubscriptionState.SUBSCRIBED));
    }
}
