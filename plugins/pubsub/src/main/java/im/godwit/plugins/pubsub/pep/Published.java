package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugins.pubsub.engine.NodeAddress;

/**
 * Something was published to a node of an account; raised before the publisher is answered. What the server itself
 * copies to nodes is not told.
 *
 * @param publisher the client's full JID
 */
record Published(NodeAddress node, Jid publisher) implements Event {}
