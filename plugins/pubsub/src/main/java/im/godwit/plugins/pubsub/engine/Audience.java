package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Those who are told of what happens at a node: subscribers who may see it and want to hear of it now. A subscription
 * outlives a change of the access model, but does not get round it.
 */
final class Audience {
    /** So many subscribers are looked at before others get a turn: less than a millisecond of work. */
    private static final int SLICE = 1024;

    private final Access access;
    private final Availability availability;
    private final Followers followers;
    private final Predicate<NodeAddress> watched;
    private final Clock clock;

    Audience(Access access, Surroundings surroundings, Predicate<NodeAddress> watched, Clock clock) {
        this.watched = watched;
        this.access = access;
        this.availability = surroundings.availability();
        this.followers = surroundings.followers();
        this.clock = clock;
    }

    /** A notification to all of them; nothing where nobody is there to get it. */
    List<Notification> told(Node node, NodeEvent event) {
        return told(node, event, subscription -> true);
    }

    private List<Notification> told(Node node, NodeEvent event, Predicate<Subscription> which) {
        List<Recipient> recipients = of(
                node,
                which.and(s -> Reach.includes(node, s, event, 0))
                        .and(s -> access.mayKnowChild(event, s.jid()))
                        .and(atOnce(node, event)));
        boolean isWatched = node.get(Settings.DELIVER_NOTIFICATIONS) && watched.test(node.address());
        return recipients.isEmpty() && !isWatched ? List.of() : List.of(Notification.toAll(recipients, node, event));
    }

    /** What is in the history waits there for those who confirm what they get; few nodes have any. */
    private static Predicate<Subscription> atOnce(Node node, NodeEvent event) {
        boolean somebodyWaits =
                node.subscriptions().areSomeDurable() && event.position().isPresent();
        return somebodyWaits ? subscription -> !Cursors.keeps(node, subscription) : subscription -> true;
    }

    /** A notification to those who do not wait for a digest. */
    List<Notification> toldAtOnce(Node node, NodeEvent event) {
        return told(node, event, subscription -> !Digests.waits(node, subscription));
    }

    /** The same, if the setting asks for it. */
    List<Notification> toldIf(Setting<Boolean> setting, Node node, NodeEvent event) {
        return node.get(setting) ? told(node, event) : List.of();
    }

    /** §8.4.2: those who still waited for approval are told too. */
    List<Notification> farewell(Node node, Optional<String> redirect) {
        NodeEvent deleted = new NodeEvent.Deleted(redirect);
        List<Jid> waiting = node.subscriptions()
                .all()
                .filter(subscription -> subscription.state() == SubscriptionState.PENDING)
                .map(Subscription::jid)
                .toList();
        List<Notification> all = new ArrayList<>(toldIf(Settings.NOTIFY_DELETE, node, deleted));
        if (node.get(Settings.NOTIFY_DELETE)) {
            all.addAll(Notification.to(waiting, node, deleted));
        }
        return all;
    }

    /** Those of one node alone. */
    List<Recipient> of(Node node, Predicate<Subscription> which) {
        if (!node.get(Settings.DELIVER_NOTIFICATIONS)) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<Jid, Recipient> recipients =
                LinkedHashMap.newLinkedHashMap(node.subscriptions().size());
        int looked = 0;
        Iterator<List<Subscription>> all = node.subscriptions().byJid().iterator();
        while (all.hasNext()) {
            List<Subscription> theirs = all.next();
            List<Subscription> inForce = theirs.size() == 1 && theirs.getFirst().isInForce(now)
                    ? theirs
                    : theirs.stream().filter(s -> s.isInForce(now)).toList();
            Jid jid = theirs.getFirst().jid();
            List<Subscription> wanted =
                    wanted(node, jid, inForce).stream().filter(which).toList();
            if (!wanted.isEmpty() && mayHear(node, jid)) {
                Recipient recipient = recipient(jid, inForce.size() > 1, wanted);
                addressed(node, recipient).forEach(told -> recipients.merge(told.jid(), told, Audience::merged));
            }
            if (++looked % SLICE == 0) {
                Thread.yield(); // the threads of other streams run
            }
        }
        followers.of(node.address()).stream()
                .filter(who -> follows(node, who))
                .forEach(who -> recipients.putIfAbsent(who, Recipient.of(who).at(who)));
        return List.copyOf(recipients.values());
    }

    /** Whether there is anybody to whom what happens at a node might be told. */
    boolean isAnybodyAt(Node node) {
        return node.subscriptions().size() > 0 || !followers.of(node.address()).isEmpty();
    }

    /** XEP-0163 §4.3.2: where presence is shared, the resources that want it in place of the account. */
    private List<Recipient> addressed(Node node, Recipient subscriber) {
        Jid jid = subscriber.jid();
        Collection<Jid> resources = followers.of(node.address(), jid.bare());
        if (jid.isFull()) {
            return List.of(resources.contains(jid) ? subscriber.at(jid) : subscriber);
        }
        return resources.isEmpty()
                ? List.of(subscriber)
                : resources.stream().map(subscriber::at).toList();
    }

    /** One message to one address, also where it and its account are subscribed. */
    static Recipient merged(Recipient one, Recipient other) {
        List<String> subids = Stream.concat(one.subids().stream(), other.subids().stream())
                .sorted()
                .toList();
        return new Recipient(one.jid(), subids, one.body() || other.body(), one.follows() || other.follows());
    }

    /** Where somebody on whose behalf there is a subscription is told. */
    List<Jid> addresses(Node node, Jid subscriber) {
        return addressed(node, Recipient.of(subscriber)).stream()
                .map(Recipient::jid)
                .toList();
    }

    /** Whether a resource that shares presence is told without a subscription; who has one has said what they want. */
    boolean follows(Node node, Jid who) {
        Instant now = clock.instant();
        boolean subscribed = Stream.of(who, who.bare())
                .flatMap(jid -> node.subscriptions().of(jid).stream())
                .anyMatch(subscription -> subscription.isInForce(now));
        return node.get(Settings.DELIVER_NOTIFICATIONS)
                && !subscribed
                && access.isOpen(node, who)
                && !followers.areShut(node.address(), who);
    }

    private boolean mayHear(Node node, Jid subscriber) {
        return access.mayHear(node, subscriber) && !followers.areShut(node.address(), subscriber);
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
        return new Recipient(jid, subids, body, false);
    }

    /** Who is told on behalf of one subscription, if that may be and is wanted now. */
    Optional<Recipient> recipient(Node node, Subscription subscription) {
        Jid jid = subscription.jid();
        boolean told = node.get(Settings.DELIVER_NOTIFICATIONS)
                && subscription.isInForce(clock.instant())
                && !wanted(node, jid, List.of(subscription)).isEmpty()
                && mayHear(node, jid);
        boolean several = node.subscriptions().of(jid).size() > 1;
        return told ? Optional.of(recipient(jid, several, List.of(subscription))) : Optional.empty();
    }

    /**
     * Whether somebody who reads for a subscription may be told what happens; they have said themselves that they are
     * there.
     */
    boolean mayBeTold(Node node, Subscription subscription) {
        return node.get(Settings.DELIVER_NOTIFICATIONS)
                && subscription.isInForce(clock.instant())
                && subscription.options().get(Options.DELIVER)
                && mayHear(node, subscription.jid());
    }

    /** Whether a resource that shares presence would be told now, with or without a subscription. */
    boolean tells(Node node, Jid who) {
        return follows(node, who) || includes(node, who) || includes(node, who.bare());
    }

    /** Whether this subscriber would be told now. */
    boolean includes(Node node, Jid subscriber) {
        Instant now = clock.instant();
        List<Subscription> theirs = node.subscriptions().of(subscriber).stream()
                .filter(subscription -> subscription.isInForce(now))
                .toList();
        return node.get(Settings.DELIVER_NOTIFICATIONS)
                && !wanted(node, subscriber, theirs).isEmpty()
                && mayHear(node, subscriber);
    }
}
