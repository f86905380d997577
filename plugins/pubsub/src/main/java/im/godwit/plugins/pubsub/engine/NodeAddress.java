package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;

/**
 * Where a node is (XEP-0060 §4.6.2): the service, and the node's name within it.
 *
 * @param service the address that answers for the node: a domain, or an account
 * @param node its name
 */
public record NodeAddress(Jid service, String node) {
    /** The name of the root node: none (XEP-0248 §8.1). */
    static final String ROOT = "";

    /** The root node of a service, which contains all that is in no other collection. */
    static NodeAddress root(Jid service) {
        return new NodeAddress(service, ROOT);
    }

    boolean isRoot() {
        return node.isEmpty();
    }

    /**
     * Requires a name that a new node may have.
     *
     * @throws RefusedException if it is empty, longer than 1023 bytes or holds what no resourcepart may (§4.6.2)
     */
    NodeAddress requireValid() {
        try {
            if (node.isEmpty() || service.withResource(node).resource().isEmpty()) {
                throw Reason.INVALID_NODE_ID.thrown();
            }
            return this;
        } catch (InvalidJidException notAResource) {
            throw Reason.INVALID_NODE_ID.thrown();
        }
    }
}
