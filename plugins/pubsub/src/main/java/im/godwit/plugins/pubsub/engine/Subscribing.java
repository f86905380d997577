package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeEvent.ApprovalWanted;
import im.godwit.plugins.pubsub.engine.NodeEvent.LastPublished;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Subscriptions, by subscribers (XEP-0060 §6.1 to §6.4). */
public final class Subscribing {
    private final Parts parts;
    private final SubscriptionChanges changes;

    Subscribing(Parts parts, SubscriptionChanges changes) {
        this.parts = parts;
        this.changes = changes;
    }

    /** Whether one JID may have several subscriptions to a node, which makes their identifiers matter (§6.1.6). */
    public boolean isMultiple() {
        return parts.policy().can(Ability.MULTI_SUBSCRIBE);
    }

    /**
     * Subscribes an address of the requester (§6.1), or asks the owners to (§6.1.4). Who is subscribed already stays
     * so, or gets one more subscription where there may be several (§6.1.6).
     *
     * @param edit from the usual options to the wanted ones (§6.3.7)
     */
    public Outcome<Subscription> subscribe(
            Jid requester, NodeAddress address, Jid subscriber, UnaryOperator<Configuration> edit) {
        if (!subscriber.sameBare(requester)) {
            throw Reason.JIDS_DO_NOT_MATCH.thrown(); // §6.1.3.1
        }
        return parts.nodes().change(address, node -> {
            if (!node.get(Settings.SUBSCRIBE)) {
                throw new Unsupported(Feature.SUBSCRIBE).thrown(); // §6.1.3.10
            }
            parts.access().requireSubscribing(node, requester);
            List<Subscription> present = node.subscriptions().of(subscriber).stream()
                    .filter(subscription -> !subscription.isOver(parts.now()))
                    .toList();
            boolean asks = node.get(Settings.ACCESS_MODEL).asksOwners(node.affiliation(requester))
                    && !node.inherits(requester, parts.now());
            if (asks && isPending(present)) {
                throw Reason.PENDING_SUBSCRIPTION.thrown(); // §6.1.3.7
            }
            requireSame(node, present, edit);
            if (present.isEmpty() || isMultiple() && !isPending(present)) {
                requireRoom(node, requester);
                return begun(node, Subscription.of(subscriber, parts.ids().get(), state(asks)), edit);
            }
            // the node may be open to those who still wait, by now
            return isPending(present)
                    ? begun(node, present.getFirst().with(SubscriptionState.SUBSCRIBED), edit)
                    : renewed(node, present.getFirst(), edit);
        });
    }

    /** XEP-0465 §4.3: who subscribes again says anew whether that is public; nothing else is said anew. */
    private Change<Subscription> renewed(Node node, Subscription before, UnaryOperator<Configuration> edit) {
        boolean isPublic = arePublic() && edit.apply(before.options()).get(Options.PUBLIC);
        Subscription after = before.withOptions(before.options().with(Options.PUBLIC, isPublic));
        SubscriptionChanges.Stored stored =
                changes.stored(node, after.isPublic() == before.isPublic() ? List.of() : List.of(after));
        return Change.of(stored.node(), after, List.<Notification>of()).with(stored.consequences());
    }

    /** The other subscriptions of the same JID that are not as public as one of them; its last word is for all. */
    private static List<Subscription> asPublicAs(Subscription wanted, Node node) {
        return node.subscriptions().of(wanted.jid()).stream()
                .filter(other -> !other.subid().equals(wanted.subid()) && other.isPublic() != wanted.isPublic())
                .map(other -> other.withOptions(other.options().with(Options.PUBLIC, wanted.isPublic())))
                .toList();
    }

    /** The root node of a service, where it has one (XEP-0248 §8.1). */
    public Optional<NodeAddress> root(Jid service) {
        return parts.policy().root(service);
    }

    /** XEP-0248 §6.1.3: who is subscribed to a collection already cannot be subscribed to it otherwise as well. */
    private void requireSame(Node node, List<Subscription> present, UnaryOperator<Configuration> edit) {
        boolean otherwise = !isMultiple()
                && present.stream().map(Subscription::options).anyMatch(before -> isOther(before, edit.apply(before)));
        if (node.isCollection() && otherwise) {
            throw Reason.SUBSCRIBED_OTHERWISE.thrown();
        }
    }

    private static boolean isOther(Configuration before, Configuration wanted) {
        return before.get(Options.SUBSCRIPTION_TYPE) != wanted.get(Options.SUBSCRIPTION_TYPE)
                || !before.get(Options.SUBSCRIPTION_DEPTH).equals(wanted.get(Options.SUBSCRIPTION_DEPTH));
    }

    /** XEP-0248 §6.1.3: of several subscriptions to a collection, each is of another type. */
    private void requireOwnType(Node node, Subscription wanted) {
        boolean twice = node.subscriptions().of(wanted.jid()).stream()
                .filter(other -> !other.subid().equals(wanted.subid()) && !other.isOver(parts.now()))
                .anyMatch(other -> other.options().get(Options.SUBSCRIPTION_TYPE)
                        == wanted.options().get(Options.SUBSCRIPTION_TYPE));
        if (node.isCollection() && twice) {
            throw Reason.SUBSCRIBED_OTHERWISE.thrown();
        }
    }

    /** One account can neither fill a node nor send its owners a question for each resource that it makes up. */
    private void requireRoom(Node node, Jid account) {
        if (node.subscriptions().ofAccount(account).size()
                >= parts.policy().limits().subscriptionsPerAccount()) {
            throw Reason.TOO_MANY_SUBSCRIPTIONS.thrown(); // §6.1.3.9
        }
    }

    private static boolean isPending(List<Subscription> present) {
        return present.stream().anyMatch(s -> s.state() == SubscriptionState.PENDING);
    }

    private static SubscriptionState state(boolean asks) {
        return asks ? SubscriptionState.PENDING : SubscriptionState.SUBSCRIBED;
    }

    private Change<Subscription> begun(Node before, Subscription wanted, UnaryOperator<Configuration> edit) {
        Configuration options = checked(before, edit.apply(wanted.options()));
        Subscription subscription = wanted.withOptions(options);
        requireOwnType(before, subscription);
        changes.requireRoom(before, List.of(subscription));
        List<Subscription> changed = new ArrayList<>(asPublicAs(subscription, before));
        changed.add(subscription);
        SubscriptionChanges.Stored stored = changes.stored(before, changed);
        Node after = stored.node();
        List<Notification> notifications = new ArrayList<>();
        if (subscription.state() == SubscriptionState.PENDING) {
            notifications.addAll(Notification.to(
                    after.affiliated(Affiliation.OWNER), after, new ApprovalWanted(subscription))); // §8.6
        } else {
            notifications.addAll(changes.toOwners(after, subscription));
            notifications.addAll(
                    lastItem(after, subscription.jid(), parts.audience().addresses(after, subscription.jid())));
        }
        return Change.of(after, subscription, notifications).with(stored.consequences());
    }

    /** Whether subscribers may let others see that they are (XEP-0465). */
    public boolean arePublic() {
        return parts.policy().can(Ability.PUBLIC_SUBSCRIPTIONS);
    }

    private Configuration checked(Node node, Configuration wanted) {
        Configuration options = node.get(Settings.TEMPSUB) ? wanted.with(Options.EXPIRE, Lease.PRESENCE) : wanted;
        boolean over = options.get(Options.EXPIRE)
                .end()
                .filter(end -> !end.isAfter(parts.now()))
                .isPresent();
        boolean wordless = options.get(Options.INCLUDE_BODY) && !saysInWords(node);
        boolean forgotten = (options.get(Options.DIGEST) || options.get(Options.DURABLE)) && !node.persists();
        if (over || wordless || forgotten) {
            throw Reason.INVALID_OPTIONS.thrown(); // §6.3.6.2: what is over already, or cannot be made
        }
        Configuration limited = parts.policy().limited(options, parts.now());
        return arePublic() ? limited : limited.with(Options.PUBLIC, false);
    }

    /**
     * The last item for somebody (§6.1.7), where the node sends it at such moments.
     *
     * @param subscriber the subscribed JID
     * @param to the JIDs to send it to
     */
    List<Notification> lastItem(Node node, Jid subscriber, List<Jid> to) {
        boolean sends = node.get(Settings.SEND_LAST) != SendLast.NEVER
                && parts.audience().includes(node, subscriber);
        return sends ? lastItem(node, to) : List.of();
    }

    /** The last item for those who may get it now. */
    List<Notification> lastItem(Node node, List<Jid> to) {
        if (!node.persists()) {
            return List.of();
        }
        int bytes = parts.policy().limits().answerBytes();
        return parts.store().newest(node, 1, bytes, node.expired(parts.now())).stream()
                .map(item -> new LastPublished(item.toldBy(node)))
                .flatMap(last -> Notification.to(to, node, last).stream())
                .toList();
    }

    /** Ends a subscription of the requester (§6.2). */
    public Outcome<Subscription> unsubscribe(
            Jid requester, NodeAddress address, Jid subscriber, Optional<String> subid) {
        return parts.nodes().change(address, node -> {
            if (!subscriber.sameBare(requester)) {
                throw Reason.FORBIDDEN.thrown(); // §6.2.3.3
            }
            Subscription ended = changes.require(node, subscriber, subid, Reason.NO_SUCH_SUBSCRIBER); // §6.2.3.2
            return changes.ended(node, ended);
        });
    }

    /** Ends the subscriptions of an address that turned out to be dead (§12.4); nothing to do where there is none. */
    public Outcome<Boolean> drop(NodeAddress address, Jid subscriber) {
        return parts.nodes()
                .at(address, before -> changes.allEnded(before, s -> s.jid().equals(subscriber)));
    }

    /** The usual options (§6.4) of a node, for those who may subscribe to it, or of the service. */
    public Configuration defaults(Jid requester, Optional<NodeAddress> address) {
        if (address.isEmpty()) {
            Configuration usual =
                    arePublic() ? Configuration.UNCONFIGURED : Configuration.UNCONFIGURED.without(Options.PUBLIC);
            return parts.policy().can(Ability.COLLECTIONS)
                    ? usual
                    : usual.without(Options.SUBSCRIPTION_TYPE, Options.SUBSCRIPTION_DEPTH);
        }
        Node node = parts.nodes().require(address.get());
        parts.access().requireSubscribing(node, requester);
        Configuration usual = node.get(Settings.TEMPSUB)
                ? Configuration.UNCONFIGURED.with(Options.EXPIRE, Lease.PRESENCE)
                : Configuration.UNCONFIGURED;
        return offered(node, usual);
    }

    /** What of a subscription's options there is to choose at a node (§12.8). */
    public Configuration offered(NodeAddress address, Configuration options) {
        return offered(parts.nodes().require(address), options);
    }

    private Configuration offered(Node node, Configuration options) {
        Configuration those = node.isCollection()
                ? options
                : options.without(Options.SUBSCRIPTION_TYPE, Options.SUBSCRIPTION_DEPTH); // XEP-0248 §6.1
        Configuration shown = arePublic() ? those : those.without(Options.PUBLIC);
        Configuration told = saysInWords(node) ? shown : shown.without(Options.INCLUDE_BODY);
        return node.persists() ? told : told.without(Options.DIGEST, Options.DIGEST_FREQUENCY, Options.DURABLE);
    }

    private boolean saysInWords(Node node) {
        return parts.policy().typesWithBody().contains(node.get(Settings.TYPE));
    }

    /** A subscription with its options, for its subscriber (§6.3.2). */
    public Subscription options(Jid requester, NodeAddress address, Jid subscriber, Optional<String> subid) {
        return own(parts.nodes().require(address), requester, subscriber, subid);
    }

    private Subscription own(Node node, Jid requester, Jid subscriber, Optional<String> subid) {
        if (!subscriber.sameBare(requester)) {
            throw Reason.FORBIDDEN.thrown(); // §6.3.4.1
        }
        return changes.require(node, subscriber, subid, Reason.NO_SUBSCRIPTION); // §6.3.4.2
    }

    /** Changes the options of a subscription (§6.3.5). */
    public Outcome<Subscription> configure(
            Jid requester,
            NodeAddress address,
            Jid subscriber,
            Optional<String> subid,
            UnaryOperator<Configuration> edit) {
        return parts.nodes().change(address, node -> {
            Subscription before = own(node, requester, subscriber, subid);
            Subscription after = before.withOptions(checked(node, edit.apply(before.options())));
            requireOwnType(node, after);
            List<Subscription> changed = new ArrayList<>(asPublicAs(after, node));
            changed.add(after);
            SubscriptionChanges.Stored stored = changes.stored(node, changed);
            return Change.of(stored.node(), after, List.<Notification>of()).with(stored.consequences());
        });
    }
}
