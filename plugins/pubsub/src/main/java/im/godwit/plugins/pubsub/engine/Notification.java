package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is to be told what.
 *
 * @param node where it happened
 * @param style the kind of message
 * @param recipients each once; none where it is for those alone who follow the node without a subscription
 * @param event what happened
 * @param source the node as it was then, where those who hear of it through collections are still to be found
 * @param collections the names of those through which it comes; none where it comes from the node itself
 */
public record Notification(
        NodeAddress node,
        MessageStyle style,
        List<Recipient> recipients,
        NodeEvent event,
        Optional<Node> source,
        List<String> collections) {
    /** For these JIDs, whether they are subscribed or not; nothing for nobody. */
    static List<Notification> to(Collection<Jid> jids, Node node, NodeEvent event) {
        return of(jids.stream().distinct().map(Recipient::of).toList(), node, event);
    }

    /** For these recipients, for those who follow the node without a subscription, and for those of collections. */
    static Notification toAll(List<Recipient> recipients, Node node, NodeEvent event) {
        return notification(recipients, node, event, Optional.of(node));
    }

    /** For these recipients; nothing for nobody. */
    static List<Notification> of(List<Recipient> recipients, Node node, NodeEvent event) {
        return recipients.isEmpty() ? List.of() : List.of(notification(recipients, node, event, Optional.empty()));
    }

    private static Notification notification(
            List<Recipient> recipients, Node node, NodeEvent event, Optional<Node> source) {
        MessageStyle style = node.get(Settings.NOTIFICATION_TYPE);
        return new Notification(node.address(), style, recipients, event, source, List.of());
    }

    /** The same for those who hear of it through collections. */
    Notification through(List<String> names, List<Recipient> others) {
        return new Notification(node, style, others, event, Optional.empty(), names);
    }

    /** Where the recipients are subscribed: at the node, or at collections (XEP-0248 §5.3.1). */
    public List<NodeAddress> subscribed() {
        return collections.isEmpty()
                ? List.of(node)
                : collections.stream()
                        .map(name -> new NodeAddress(node.service(), name))
                        .toList();
    }
}
