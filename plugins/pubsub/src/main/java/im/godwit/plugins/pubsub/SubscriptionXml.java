package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.Optional;

/**
 * Subscriptions as elements.
 *
 * @param withSubids whether identifiers are told, as they must be where one JID may have several (XEP-0060 §6.1.6)
 */
record SubscriptionXml(boolean withSubids) {
    /** A subscription in one of the namespaces that have it. */
    Element element(String namespace, Optional<String> node, Subscription subscription) {
        ElementBuilder element = Element.builder(namespace, "subscription")
                .attribute("node", node)
                .attribute("jid", subscription.jid().toString());
        if (withSubids && !subscription.subid().isEmpty()) {
            element.attribute("subid", subscription.subid());
        }
        return element.attribute("subscription", subscription.state().text()).build();
    }
}
