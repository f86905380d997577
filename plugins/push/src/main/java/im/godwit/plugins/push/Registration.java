package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * A client that wants notifications (§5).
 *
 * @param service the push service
 * @param node the node that the client was given there, if any
 * @param options a submitted form that goes with each notification as publish options, if any
 */
record Registration(Jid service, Optional<String> node, Optional<Element> options) {}
