package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Unacceptable;
import java.util.function.Predicate;

/**
 * What a service permits.
 *
 * @param limits how much there may be
 * @param defaults how a node is configured unless its creator says otherwise
 * @param creators which bare JIDs may make nodes
 * @param autoCreate whether publishing to a node that is not there makes it (§7.1.4)
 */
public record Policy(Limits limits, Configuration defaults, Predicate<Jid> creators, boolean autoCreate) {
    /** Requires a configuration within the limits. */
    Configuration require(Configuration wanted) {
        Amount items = wanted.get(Settings.MAX_ITEMS);
        if (!items.equals(Amount.MAX) && items.number() > limits.itemsPerNode()) {
            throw new Unacceptable("max_items is at most " + limits.itemsPerNode()).thrown();
        }
        if (wanted.get(Settings.MAX_PAYLOAD_SIZE) > limits.payloadBytes()) {
            throw new Unacceptable("max_payload_size is at most " + limits.payloadBytes()).thrown();
        }
        return wanted;
    }
}
