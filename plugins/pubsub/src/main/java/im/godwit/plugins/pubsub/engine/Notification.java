package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.List;

/**
 * Who is to be told what.
 *
 * @param node where it happened
 * @param style the kind of message
 * @param recipients to the subscribed JIDs as they are (§12.3), each once
 * @param event what happened
 */
public record Notification(NodeAddress node, MessageStyle style, List<Jid> recipients, NodeEvent event) {}
