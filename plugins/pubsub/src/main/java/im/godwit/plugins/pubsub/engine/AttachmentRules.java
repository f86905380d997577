package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.Refusal.Unacceptable;
import java.util.List;

/**
 * What is different about nodes that are about others (XEP-0470 §4.2, XEP-0465 §5): the service makes them, and owners
 * cannot.
 */
final class AttachmentRules {
    private AttachmentRules() {}

    /** §4.4: nobody makes such a node by asking for it. */
    static void requireFree(NodeAddress address) {
        requireNoSubscribers(address);
        if (Attached.isReserved(address)) {
            throw Reason.SERVICE_NODE.thrown();
        }
    }

    /** That a node is one of those whose rights are its own. */
    static void requireOwnRights(NodeAddress address) {
        if (Attached.at(address).isPresent()) {
            throw Reason.SERVICE_NODE.thrown();
        }
    }

    /** Whether the service alone makes the items of a node of this name. */
    static boolean isMadeByService(NodeAddress address) {
        return isSummary(address) || isSubscribers(address);
    }

    private static boolean isSubscribers(NodeAddress address) {
        return address.node().startsWith(Attached.SUBSCRIBERS + "/");
    }

    private static void requireNoSubscribers(NodeAddress address) {
        if (isSubscribers(address)) {
            throw Reason.FORBIDDEN.thrown(); // XEP-0465 §5
        }
    }

    /** §4.6: nobody publishes at what the service sums up, nor takes away. */
    static void requireOfPeople(NodeAddress address) {
        requireNoSubscribers(address);
        if (isSummary(address)) {
            throw Reason.FORBIDDEN.thrown();
        }
    }

    /** What the service sums up goes with its target alone. */
    static void requireDeletable(NodeAddress address) {
        requireNoSubscribers(address);
        if (isSummary(address)) {
            throw Reason.SERVICE_NODE.thrown();
        }
    }

    private static boolean isSummary(NodeAddress address) {
        return Attached.at(address).filter(Attached.Summary.class::isInstance).isPresent();
    }

    /** §4.3: the rights stay those of the target; and all is kept, for it is counted. */
    static void requireConfigurable(NodeAddress address, Configuration before, Configuration wanted) {
        if (Attached.at(address).isEmpty()) {
            return;
        }
        boolean sameRights =
                Settings.RIGHTS.stream().allMatch(setting -> wanted.get(setting).equals(before.get(setting)));
        if (!sameRights) {
            throw new Unacceptable("who may see this node, and publish, is what its target says").thrown();
        }
        if (!wanted.get(Settings.PERSIST_ITEMS) || wanted.get(Settings.NODE_TYPE) != NodeType.LEAF) {
            throw new Unacceptable("this node keeps its items").thrown();
        }
    }

    /** §4.5: the item has the name of its publisher, and holds attachments. */
    static void check(NodeAddress address, Jid publisher, List<Draft> drafts) {
        String own = publisher.bare().toString();
        boolean valid = drafts.stream()
                .allMatch(draft -> draft.id().filter(own::equals).isPresent()
                        && draft.payload().filter(Tally::isAttachments).isPresent());
        if (Attached.at(address).isPresent() && !valid) {
            throw Reason.INVALID_ATTACHMENTS.thrown();
        }
    }
}
