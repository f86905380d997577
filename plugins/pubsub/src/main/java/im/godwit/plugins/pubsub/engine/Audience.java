package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Those who are told of what happens at a node: subscribers who may see it and want to hear of it now. A subscription
 * outlives a change of the access model, but does not get round it.
 */
final class Audience {
    private final Access access;
    private final Availability availability;
    private final Predicate<NodeAddress> followed;
    private final Clock clock;

    Audience(Access access, Availability availability, Predicate<NodeAddress> followed, Clock clock) {
        this.followed = followed;
        this.access = access;
        this.availability = availability;
        this.clock = clock;
    }

    /** A notification to all of them; nothing where nobody is there to get it. */
    List<Notification> told(Node node, NodeEvent event) {
        return told(node, event, subscription -> true);
    }

    private List<Notification> told(Node node, NodeEvent event, Predicate<Subscription> which) {
        List<Recipient> recipients = of(node, which);
        boolean isFollowed = node.get(Settings.DELIVER_NOTIFICATIONS) && followed.test(node.address());
        return recipients.isEmpty() && isFollowed
                ? List.of(Notification.toFollowers(node, event))
                : Notification.of(recipients, node, event);
    }

    /** A notification to those who do not wait for a digest. */
    List<Notification> toldAtOnce(Node node, NodeEvent event) {
        return told(node, event, subscription -> !Digests.waits(node, subscription));
    }

    /** The same, if the setting asks for it. */
    List<Notification> toldIf(Setting<Boolean> setting, Node node, NodeEvent event) {
        return node.get(setting) ? told(node, event) : List.of();
    }

    private List<Recipient> of(Node node, Predicate<Subscription> which) {
        if (!node.get(Settings.DELIVER_NOTIFICATIONS)) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Recipient> recipients = new ArrayList<>(node.subscriptions().size());
        node.subscriptions().byJid().forEach(theirs -> {
            List<Subscription> inForce = theirs.size() == 1 && theirs.getFirst().isInForce(now)
                    ? theirs
                    : theirs.stream().filter(s -> s.isInForce(now)).toList();
            Jid jid = theirs.getFirst().jid();
            List<Subscription> wanted =
                    wanted(node, jid, inForce).stream().filter(which).toList();
            if (!wanted.isEmpty() && access.mayHear(node, jid)) {
                recipients.add(recipient(jid, inForce.size() > 1, wanted));
            }
        });
        return recipients;
    }

    private List<Subscription> wanted(Node node, Jid jid, List<Subscription> subscriptions) {
        boolean presenceBased = node.get(Settings.PRESENCE_BASED_DELIVERY);
        boolean asks = presenceBased
                || subscriptions.stream()
                        .anyMatch(s -> !s.options().get(Options.SHOW_VALUES).isEmpty());
        Set<Show> presence = asks ? availability.of(jid) : Set.of();
        if (presenceBased && presence.isEmpty()) {
            return List.of(); // §12.6
        }
        return subscriptions.stream().filter(s -> s.isWanted(presence)).toList();
    }

    private static Recipient recipient(Jid jid, boolean several, List<Subscription> wanted) {
        // §12.8: a body for one of the subscriptions is a body for all
        boolean body = wanted.stream().anyMatch(s -> s.options().get(Options.INCLUDE_BODY));
        List<String> subids = several
                ? wanted.stream()
                        .map(Subscription::subid)
                        .sorted(Comparator.naturalOrder())
                        .toList()
                : List.of();
        return new Recipient(jid, subids, body);
    }

    /** Who is told on behalf of one subscription, if that may be and is wanted now. */
    Optional<Recipient> recipient(Node node, Subscription subscription) {
        Jid jid = subscription.jid();
        boolean told = node.get(Settings.DELIVER_NOTIFICATIONS)
                && subscription.isInForce(clock.instant())
                && !wanted(node, jid, List.of(subscription)).isEmpty()
                && access.mayHear(node, jid);
        boolean several = node.subscriptions().of(jid).size() > 1;
        return told ? Optional.of(recipient(jid, several, List.of(subscription))) : Optional.empty();
    }

    /** Whether this subscriber would be told now. */
    boolean includes(Node node, Jid subscriber) {
        Instant now = clock.instant();
        List<Subscription> theirs = node.subscriptions().of(subscriber).stream()
                .filter(subscription -> subscription.isInForce(now))
                .toList();
        return node.get(Settings.DELIVER_NOTIFICATIONS)
                && !wanted(node, subscriber, theirs).isEmpty()
                && access.mayHear(node, subscriber);
    }
}
