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
    /** Requires what was changed to be within the limits; what was not may stem from times of other limits. */
    Configuration require(Configuration wanted, Configuration before) {
        Amount items = wanted.get(Settings.MAX_ITEMS);
        boolean moreItems = !items.equals(before.get(Settings.MAX_ITEMS)) && !items.equals(Amount.MAX);
        if (moreItems && items.number() > limits.itemsPerNode()) {
            throw new Unacceptable("max_items is at most " + limits.itemsPerNode()).thrown();
        }
        int bytes = wanted.get(Settings.MAX_PAYLOAD_SIZE);
        if (bytes != before.get(Settings.MAX_PAYLOAD_SIZE) && bytes > limits.payloadBytes()) {
            throw new Unacceptable("max_payload_size is at most " + limits.payloadBytes()).thrown();
        }
        return wanted;
    }
}
