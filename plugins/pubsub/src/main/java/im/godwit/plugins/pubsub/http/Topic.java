package im.godwit.plugins.pubsub.http;

import im.godwit.plugins.pubsub.engine.NodeAddress;

/**
 * A topic of WebSub (§2): the newest items of a node in one format.
 *
 * @param format as the parameter of that name says it
 */
public record Topic(NodeAddress node, String format) {}
