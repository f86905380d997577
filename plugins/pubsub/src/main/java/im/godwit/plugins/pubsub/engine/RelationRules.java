package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unrelatable;
import java.util.ArrayList;
import java.util.List;

/** Which nodes may depend on which (XEP-0496 §4.2), and who may say so; asked while no link changes. */
final class RelationRules {
    /** How many nodes may depend on one: so many go with it. */
    private static final int DEPENDENTS = 1000;

    private final Parts parts;

    RelationRules(Parts parts) {
        this.parts = parts;
    }

    /**
     * Requires that a node may be configured so.
     *
     * @param requester an owner of the node
     * @param before the configuration that it has, or that new nodes begin with
     */
    void require(Jid requester, NodeAddress address, Configuration before, Configuration wanted) {
        boolean same = wanted.get(Settings.LINK).equals(before.get(Settings.LINK))
                && wanted.get(Settings.PARENT).equals(before.get(Settings.PARENT));
        if (same || Relations.above(wanted).isEmpty()) {
            return;
        }
        requireNoTwin(address);
        if (AttachmentRules.isMadeByService(address)) {
            throw new Unrelatable("this node goes with the one that it is about").thrown();
        }
        String name = Relations.above(wanted).get();
        NodeAddress above = new NodeAddress(address.service(), name);
        if (!Relations.above(before).equals(Relations.above(wanted))) {
            requireWelcome(requester, above);
        }
        requirePlace(address, wanted);
        if (!wanted.get(Settings.LINK).isEmpty()) {
            requireSameParent(parts.nodes().require(above), before, wanted);
        }
    }

    /**
     * Whoever could not publish at the node above could not do it here either, so it is not for them to say what goes
     * with it; and who may not know that it is there does not learn it.
     */
    private void requireWelcome(Jid requester, NodeAddress address) {
        requireNoTwin(address);
        if (Attached.isReserved(address)) {
            throw new Unrelatable("attachments go with their item, and nothing with them").thrown();
        }
        Node above = parts.nodes().require(address);
        if (!parts.access().isVisible(above, requester)) {
            throw Reason.NODE_MISSING.thrown();
        }
        if (!parts.access().mayPublish(above, requester)) {
            throw Reason.FORBIDDEN.thrown();
        }
        if (parts.store().dependents(address).size() >= DEPENDENTS) {
            throw Reason.TOO_MANY_CHILDREN.thrown();
        }
    }

    /** What comes and goes with its twin cannot depend on anything else, nor anything on it. */
    private void requireNoTwin(NodeAddress address) {
        if (parts.store().twins().of(address).isPresent()) {
            throw new Unrelatable("one of these nodes is kept the same as another").thrown();
        }
    }

    /** §4.2: no cycle; and bounded, from what is above all to what depends on the last. */
    private void requirePlace(NodeAddress address, Configuration wanted) {
        List<NodeAddress> above = Relations.chain(address, wanted, parts.nodes()::find).stream()
                .map(Node::address)
                .toList();
        if (above.contains(address)) {
            throw new Unrelatable("nodes cannot depend on each other in a circle").thrown();
        }
        if (above.size() + height(address) > Relations.DEPTH) {
            throw new Unrelatable("at most " + Relations.DEPTH + " nodes are above one another").thrown();
        }
    }

    private int height(NodeAddress address) {
        List<NodeAddress> level = parts.store().dependents(address);
        int height = 0;
        while (!level.isEmpty() && height <= Relations.DEPTH) {
            List<NodeAddress> next = new ArrayList<>();
            level.forEach(one -> next.addAll(parts.store().dependents(one)));
            level = next;
            height++;
        }
        return height;
    }

    /** §4.2: the parent is that of the node to which it links; nobody says otherwise. */
    private static void requireSameParent(Node linked, Configuration before, Configuration wanted) {
        String parent = wanted.get(Settings.PARENT);
        boolean leavesItOpen = parent.isEmpty() && !wanted.get(Settings.LINK).equals(before.get(Settings.LINK));
        if (!leavesItOpen && !parent.equals(linked.get(Settings.PARENT))) {
            throw new Unrelatable("a node has the parent of the node to which it links").thrown();
        }
    }
}
