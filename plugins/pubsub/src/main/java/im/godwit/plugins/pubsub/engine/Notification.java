package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.Collection;
import java.util.List;

/**
 * Who is to be told what.
 *
 * @param node where it happened
 * @param style the kind of message
 * @param recipients each once; none where it is for those alone who follow the node without a subscription
 * @param event what happened
 */
public record Notification(NodeAddress node, MessageStyle style, List<Recipient> recipients, NodeEvent event) {
    /** For these JIDs, whether they are subscribed or not; nothing for nobody. */
    static List<Notification> to(Collection<Jid> jids, Node node, NodeEvent event) {
        return of(jids.stream().distinct().map(Recipient::of).toList(), node, event);
    }

    /** For those who follow the node without a subscription. */
    static Notification toWatchers(Node node, NodeEvent event) {
        return new Notification(node.address(), node.get(Settings.NOTIFICATION_TYPE), List.of(), event);
    }

    /** For these recipients; nothing for nobody. */
    static List<Notification> of(List<Recipient> recipients, Node node, NodeEvent event) {
        return recipients.isEmpty()
                ? List.of()
                : List.of(new Notification(node.address(), node.get(Settings.NOTIFICATION_TYPE), recipients, event));
    }
}
