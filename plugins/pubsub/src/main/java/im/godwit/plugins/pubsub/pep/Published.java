package im.godwit.plugins.pubsub.pep;

import im.godwit.plugin.Event;
import im.godwit.plugins.pubsub.engine.NodeAddress;

/** Something was published to a node of an account; raised before the publisher is answered. */
record Published(NodeAddress node) implements Event {}
