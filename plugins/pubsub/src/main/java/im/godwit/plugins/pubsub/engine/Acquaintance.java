package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What comes and goes with the contacts of owners, at nodes whose access model goes by them: who loses access loses
 * their subscriptions (§12.14), and who gains it gets the last item (§12.1).
 */
public final class Acquaintance {
    private final Parts parts;
    private final SubscriptionChanges changes;
    private final Subscribing subscribing;
    private final Followers followers;

    Acquaintance(Parts parts, SubscriptionChanges changes, Subscribing subscribing, Followers followers) {
        this.parts = parts;
        this.changes = changes;
        this.subscribing = subscribing;
        this.followers = followers;
    }

    /**
     * An owner of nodes has changed a contact.
     *
     * @param owner a bare JID
     * @param contact a bare JID
     * @param before the groups in which the contact received the owner's presence until now; nothing if it did not
     * @return for each node that had something to tell, who is told
     */
    public List<Outcome<Boolean>> changed(Jid service, Jid owner, Jid contact, Optional<Set<String>> before) {
        List<Outcome<Boolean>> outcomes = new ArrayList<>();
        for (String name : concerned(service, contact)) {
            outcomes.add(parts.nodes()
                    .at(
                            new NodeAddress(service, name),
                            node -> node.filter(n -> goesBy(n, owner))
                                    .map(n -> changed(n, owner, contact, before))
                                    .orElseGet(() -> new Change<>(node, false, List.of()))));
        }
        return outcomes;
    }

    /** Those at which the contact has something, or of which it would hear. */
    private SortedSet<String> concerned(Jid service, Jid contact) {
        SortedSet<String> names = new TreeSet<>();
        parts.store().subscriptions(service, contact).forEach(held -> names.add(held.node()));
        if (followers != Followers.NONE) {
            parts.nodes().names(service).stream()
                    .filter(name -> !followers
                            .of(new NodeAddress(service, name), contact)
                            .isEmpty())
                    .forEach(names::add);
        }
        return names;
    }

    private static boolean goesBy(Node node, Jid owner) {
        return node.get(Settings.ACCESS_MODEL).asksContacts() && node.affiliation(owner) == Affiliation.OWNER;
    }

    private Change<Boolean> changed(Node node, Jid owner, Jid contact, Optional<Set<String>> before) {
        boolean wasShut = parts.access().wasShut(node, contact, owner, before);
        boolean isShut = parts.access().toSubscribe(node, contact).isPresent();
        if (isShut && !wasShut) {
            return ended(node, contact);
        }
        List<Notification> told = wasShut && !isShut ? lastItem(node, contact) : List.of();
        return Change.of(node, !told.isEmpty(), told);
    }

    private Change<Boolean> ended(Node node, Jid contact) {
        Change<Boolean> change =
                changes.allEnded(Optional.of(node), s -> s.jid().sameBare(contact));
        List<Notification> told = new ArrayList<>(change.notifications());
        node.subscriptions()
                .ofAccount(contact)
                .forEach(s -> told.addAll(changes.toSubscriber(node, s.with(SubscriptionState.NONE))));
        return new Change<>(change.node(), change.value(), told, change.consequences());
    }

    private List<Notification> lastItem(Node node, Jid contact) {
        Collection<Jid> to = new LinkedHashSet<>();
        Audience audience = parts.audience();
        if (node.get(Settings.SEND_LAST) != SendLast.NEVER) {
            node.subscriptions().ofAccount(contact).stream()
                    .map(Subscription::jid)
                    .filter(subscriber -> audience.includes(node, subscriber))
                    .forEach(subscriber -> to.addAll(audience.addresses(node, subscriber)));
        }
        if (node.get(Settings.SEND_LAST) == SendLast.ON_SUBSCRIPTION_AND_PRESENCE) {
            followers.of(node.address(), contact).stream()
                    .filter(who -> audience.follows(node, who))
                    .forEach(to::add);
        }
        return to.isEmpty() ? List.of() : subscribing.lastItem(node, List.copyOf(to));
    }
}
