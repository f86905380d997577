package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may see a node, by its access model, its affiliations and the contacts of its owners, and by those of the
 * nodes above it: who may not see one of them may not see it either (XEP-0496 §4.4).
 */
final class Access {
    private final Contacts contacts;
    private final Clock clock;
    private final boolean autoSubscribe;

    /**
     * Decides by contacts and the time.
     *
     * @param autoSubscribe whether those to whom a node is open count as subscribed (§9.1)
     */
    Access(Contacts contacts, Clock clock, boolean autoSubscribe) {
        this.contacts = contacts;
        this.clock = clock;
        this.autoSubscribe = autoSubscribe;
    }

    private Standing standing(Node node, Jid who) {
        return standing(node, who, node.isSubscribed(who, clock.instant()));
    }

    private Standing standing(Node node, Jid who, boolean subscribed) {
        return standing(node, who, subscribed, contacts);
    }

    private static Standing standing(Node node, Jid who, boolean subscribed, Contacts contacts) {
        Affiliation affiliation = node.affiliation(who);
        if (!node.get(Settings.ACCESS_MODEL).asksContacts() || affiliation != Affiliation.NONE) {
            return new Standing(affiliation, subscribed, false, false);
        }
        List<Set<String>> groups = node.affiliated(Affiliation.OWNER).stream()
                .map(owner -> contacts.groups(owner, who.bare()))
                .flatMap(Optional::stream)
                .toList();
        Collection<String> allowed = node.get(Settings.ROSTER_GROUPS_ALLOWED);
        boolean grouped = groups.stream().anyMatch(those -> !Collections.disjoint(those, allowed));
        return new Standing(affiliation, subscribed, !groups.isEmpty(), grouped);
    }

    /** Why somebody may not subscribe, nor ask to; nothing if they may. */
    Optional<Refusal> toSubscribe(Node node, Jid who) {
        return toSubscribe(node, who, contacts);
    }

    private Optional<Refusal> toSubscribe(Node node, Jid who, Contacts contacts) {
        boolean subscribed = node.isSubscribed(who, clock.instant());
        return node.get(Settings.ACCESS_MODEL)
                .toSubscribe(standing(node, who, subscribed, contacts))
                .or(() -> toPass(node.lineage(), who, contacts));
    }

    /** Why somebody does not get past the nodes above one; nothing if they do. */
    private Optional<Refusal> toPass(Lineage lineage, Jid who, Contacts contacts) {
        if (!lineage.whole()) {
            return Optional.of(Reason.CLOSED_NODE);
        }
        return lineage.parents().stream()
                .flatMap(parent -> toPass(parent, who, contacts).stream())
                .findFirst();
    }

    /** What takes somebody's approval is open to those alone who have it. */
    private Optional<Refusal> toPass(Node parent, Jid who, Contacts contacts) {
        Standing standing = standing(parent, who, parent.isSubscribed(who, clock.instant()), contacts);
        AccessModel model = parent.get(Settings.ACCESS_MODEL);
        return model.toSubscribe(standing)
                .or(() -> isOpen(model, standing) ? Optional.empty() : Optional.of(Reason.NOT_SUBSCRIBED));
    }

    private static boolean isOpen(AccessModel model, Standing standing) {
        return model.toSubscribe(standing).isEmpty()
                && (standing.subscribed() || !model.asksOwners(standing.affiliation()));
    }

    /** Asked for each subscriber, and most nodes are under no other. */
    private boolean passes(Node node, Jid who) {
        return node.lineage() == Lineage.NONE
                || toPass(node.lineage(), who, contacts).isEmpty();
    }

    /**
     * Whether somebody might not have subscribed while they were a contact of one of the owners otherwise than now.
     *
     * @param before the groups in which they received that owner's presence; nothing if they did not
     */
    boolean wasShut(Node node, Jid who, Jid owner, Optional<Set<String>> before) {
        Contacts then = (one, contact) -> one.equals(owner) ? before : contacts.groups(one, contact);
        return toSubscribe(node, who, then).isPresent();
    }

    /** Whether somebody may see what the node tells of itself: what is open to them without anybody's approval. */
    boolean isOpen(Node node, Jid who) {
        return isOpen(node.get(Settings.ACCESS_MODEL), standing(node, who)) && passes(node, who);
    }

    /** Whether somebody whose subscription is in force may be told what happens. */
    boolean mayHear(Node node, Jid subscriber) {
        return node.get(Settings.ACCESS_MODEL)
                        .toRetrieve(standing(node, subscriber, true))
                        .isEmpty()
                && passes(node, subscriber);
    }

    /** Whether somebody may be told of an event at a node to which they need not be subscribed (XEP-0248 §10.1). */
    boolean mayKnow(Node node, NodeEvent event, Jid who) {
        return switch (event) {
            case NodeEvent.Published _,
                    NodeEvent.LastPublished _,
                    NodeEvent.Retracted _,
                    NodeEvent.Purged _,
                    NodeEvent.Configured _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ -> isOpen(node, who);
            case NodeEvent.Created _, NodeEvent.Deleted _ -> isVisible(node, who);
            case NodeEvent.Associated _, NodeEvent.Dissociated _ -> isVisible(node, who) && mayKnowChild(event, who);
        };
    }

    /** Whether somebody may know that the child is there that a collection got or lost; of other events, anybody. */
    boolean mayKnowChild(NodeEvent event, Jid who) {
        return switch (event) {
            case NodeEvent.Associated associated -> isVisible(associated.child(), who);
            case NodeEvent.Dissociated dissociated -> isVisible(dissociated.child(), who);
            case NodeEvent.Published _,
                    NodeEvent.LastPublished _,
                    NodeEvent.Retracted _,
                    NodeEvent.Purged _,
                    NodeEvent.Configured _,
                    NodeEvent.Created _,
                    NodeEvent.Deleted _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ -> true;
        };
    }

    /** Whether somebody may subscribe to a node, or ask to; then it is listed for them. */
    boolean isVisible(Node node, Jid who) {
        return toSubscribe(node, who).isEmpty();
    }

    void requireSubscribing(Node node, Jid who) {
        refuse(toSubscribe(node, who));
    }

    void requireRetrieval(Node node, Jid who) {
        if (!autoSubscribe || !isOpen(node, who)) {
            refuse(node.get(Settings.ACCESS_MODEL)
                    .toRetrieve(standing(node, who))
                    .or(() -> toPass(node.lineage(), who, contacts)));
        }
    }

    /** Whether somebody may publish at a node and at all above it (XEP-0060 §7.1.3.1, XEP-0496 §4.4). */
    boolean mayPublish(Node node, Jid who) {
        return publishes(node, who)
                && node.lineage().whole()
                && node.lineage().parents().stream().allMatch(parent -> publishes(parent, who));
    }

    private boolean publishes(Node node, Jid who) {
        boolean subscribed = node.isSubscribed(who, clock.instant());
        return node.get(Settings.PUBLISH_MODEL).lets(node.affiliation(who), subscribed);
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw why.thrown();
        });
    }
}
