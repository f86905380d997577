package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * One request to the service.
 *
 * @param from who asks, with resource
 * @param service who is asked
 * @param pubsub the whole of it
 * @param action the child that says what to do
 * @param companion the child beside it that says more, where the action may have one
 */
record Request(Jid from, Jid service, Element pubsub, Element action, Optional<Element> companion) {
    /** The node's name, where one is given; an empty one is none. */
    Optional<String> node() {
        return action.attribute("node").filter(node -> !node.isEmpty());
    }

    /**
     * The node that the request is about.
     *
     * @throws StanzaException {@code bad-request} if none is named
     */
    NodeAddress address() {
        return new NodeAddress(service, node().orElseThrow(Errors::nodeRequired));
    }

    /**
     * The node that the request is about, which is the root node of the service where none is named (XEP-0248 §8.1).
     *
     * @param root where the service has one
     * @throws StanzaException {@code bad-request} if it has none
     */
    NodeAddress addressOr(Optional<NodeAddress> root) {
        return node().isPresent() ? address() : root.orElseThrow(Errors::nodeRequired);
    }

    /** Which page of the answer is asked for, where that is said (XEP-0059). */
    Optional<PageRequest> page() {
        return PageRequest.in(pubsub);
    }

    /** Which of several subscriptions is meant, where that is said; an empty identifier is none. */
    Optional<String> subid() {
        return action.attribute("subid").filter(subid -> !subid.isEmpty());
    }

    /**
     * An address in the request.
     *
     * @throws StanzaException {@code bad-request} if there is none, or not a JID
     */
    static Jid jid(Element element) {
        String text = element.attribute("jid").orElseThrow(Errors::jidRequired);
        return Jid.tryParse(text).orElseThrow(Errors::invalidJid);
    }

    /** Whether an attribute is {@code true} or {@code 1}. */
    static boolean flag(Element element, String attribute) {
        return switch (element.attribute(attribute).orElse("false")) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Errors.badRequest(attribute + " is true or false");
        };
    }
}
