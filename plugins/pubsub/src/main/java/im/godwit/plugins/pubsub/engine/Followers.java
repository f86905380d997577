package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.Collection;
import java.util.List;

/**
 * Who hears of a node through presence, without a subscription of their own (XEP-0060 §9). Asked from many threads, for
 * each notification anew. Whether they may see the node is not decided here.
 */
public interface Followers {
    /** Where presence makes no subscriptions. */
    Followers NONE = new Followers() {
        @Override
        public Collection<Jid> of(NodeAddress node) {
            return List.of();
        }

        @Override
        public Collection<Jid> of(NodeAddress node, Jid account) {
            return List.of();
        }

        @Override
        public boolean areShut(NodeAddress node, Jid who) {
            return false;
        }
    };

    /** The full JIDs of all who share presence with the owner, are available and want to hear of this node. */
    Collection<Jid> of(NodeAddress node);

    /** Those of one account among them. */
    Collection<Jid> of(NodeAddress node, Jid account);

    /** Whether the owner has nothing to do with somebody, whatever they are subscribed to. */
    boolean areShut(NodeAddress node, Jid who);
}
