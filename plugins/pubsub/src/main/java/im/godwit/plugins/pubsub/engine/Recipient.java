package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.List;

/**
 * Who is told of something, once, however many subscriptions they have (XEP-0060 §6.1.6).
 *
 * @param jid the subscribed JID (§12.3), or a resource that hears of it through presence
 * @param subids the subscriptions that are the reason, where the JID has several (§7.1.2.4)
 * @param body whether they also want it in words (§12.8)
 * @param follows whether they share presence with the owner, so that they may know from which resource it comes
 */
public record Recipient(Jid jid, List<String> subids, boolean body, boolean follows) {
    static Recipient of(Jid jid) {
        return new Recipient(jid, List.of(), false, false);
    }

    /** A resource that shares presence with the owner. */
    Recipient at(Jid resource) {
        return new Recipient(resource, subids, body, true);
    }
}
