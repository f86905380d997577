package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which nodes may be in which collections, and who may say so (XEP-0248 §7.2, §7.5); asked while no link changes. */
final class LinkRules {
    /** How many children a collection has at most, whatever it says itself. */
    static final int CHILDREN = 1000;

    /** How many collections there may be above a node: so much each publication looks at. */
    private static final int ABOVE = 100;

    private final Nodes nodes;
    private final Policy policy;

    LinkRules(Nodes nodes, Policy policy) {
        this.nodes = nodes;
        this.policy = policy;
    }

    /**
     * Requires that a node may be configured so.
     *
     * @param requester an owner of the node
     * @param before the configuration that it has, or that new nodes begin with
     */
    void require(Jid requester, NodeAddress address, Configuration before, Configuration wanted) {
        boolean collection = wanted.get(Settings.NODE_TYPE) == NodeType.COLLECTION;
        List<String> parents = wanted.get(Settings.COLLECTION);
        List<String> children = wanted.get(Settings.CHILDREN);
        if (!policy.can(Ability.COLLECTIONS)) {
            if (collection || !parents.isEmpty() || !children.isEmpty()) {
                throw new Unsupported(Feature.COLLECTIONS).thrown(); // §7.1.3.1
            }
            return;
        }
        boolean wasCollection = before.get(Settings.NODE_TYPE) == NodeType.COLLECTION;
        if (!collection && (wasCollection || !children.isEmpty())) {
            throw Reason.INVALID_LINK.thrown(); // §7.2.3.4, §7.2.3.1
        }
        if (children.size() > most(wanted)) {
            throw Reason.TOO_MANY_CHILDREN.thrown(); // §7.2.3.3
        }
        added(before, wanted, Settings.COLLECTION)
                .forEach(name -> requireParent(requester, address, new NodeAddress(address.service(), name)));
        added(before, wanted, Settings.CHILDREN)
                .forEach(name -> requireChild(requester, address, new NodeAddress(address.service(), name)));
        requireNoCycle(address, parents, children);
    }

    private static int most(Configuration collection) {
        return collection.get(Settings.CHILDREN_MAX).within(CHILDREN);
    }

    private static List<String> added(Configuration before, Configuration wanted, Setting<List<String>> links) {
        List<String> added = new ArrayList<>(wanted.get(links));
        added.removeAll(before.get(links));
        return added;
    }

    private void requireParent(Jid requester, NodeAddress child, NodeAddress address) {
        requireOther(child, address);
        Node parent = nodes.require(address);
        if (!parent.isCollection()) {
            throw Reason.INVALID_LINK.thrown(); // §7.2.3.1
        }
        boolean allowed = parent.affiliation(requester) == Affiliation.OWNER
                || switch (parent.get(Settings.CHILDREN_ASSOCIATION_POLICY)) {
                    case ALL -> parent.affiliation(requester) != Affiliation.OUTCAST;
                    case OWNERS -> false;
                    case WHITELIST -> isOn(parent.get(Settings.CHILDREN_ASSOCIATION_WHITELIST), requester);
                };
        if (!allowed) {
            throw Reason.LINK_FORBIDDEN.thrown(); // §7.2.3.2, §7.5.3.1
        }
        if (parent.get(Settings.CHILDREN).size() >= most(parent.configuration())) {
            throw Reason.TOO_MANY_CHILDREN.thrown(); // §7.2.3.3, §7.5.3.2
        }
    }

    private static boolean isOn(List<String> whitelist, Jid requester) {
        return whitelist.stream().anyMatch(jid -> Jid.parse(jid).sameBare(requester));
    }

    /** Where a node is found is for its own owners to say as well. */
    private void requireChild(Jid requester, NodeAddress collection, NodeAddress address) {
        requireOther(collection, address);
        if (nodes.require(address).affiliation(requester) != Affiliation.OWNER) {
            throw Reason.LINK_FORBIDDEN.thrown(); // §7.2.3.2
        }
    }

    private static void requireOther(NodeAddress one, NodeAddress other) {
        if (one.equals(other)) {
            throw Reason.INVALID_LINK.thrown(); // §7.2.3.5
        }
    }

    /** §7.2.3.5, §7.5.3.3; the node itself is left out, as its children are to be what is wanted, not what they are. */
    private void requireNoCycle(NodeAddress address, List<String> parents, List<String> children) {
        Set<String> above = new Ancestors(other -> other.equals(address) ? Optional.empty() : nodes.find(other))
                .above(address.service(), parents).stream()
                        .map(ancestor -> ancestor.node().address().node())
                        .collect(Collectors.toSet());
        if (children.stream().anyMatch(above::contains)) {
            throw Reason.INVALID_LINK.thrown();
        }
        if (above.size() > ABOVE) {
            throw Reason.TOO_MANY_CHILDREN.thrown();
        }
    }
}
