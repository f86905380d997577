package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.ItemOrder;
import im.godwit.plugins.pubsub.engine.ItemOrder.By;
import im.godwit.plugins.pubsub.engine.ItemOrder.Direction;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/** In which order items are asked for (XEP-0413). */
final class OrderXml {
    static final String NAMESPACE = "urn:xmpp:order-by:1";

    private static final Name ORDER = new Name(NAMESPACE, "order");

    private OrderXml() {}

    /**
     * The order beside a request, if there is one. The first of several is the main one; the others are for what has
     * the same place in it, and no two items have.
     *
     * @throws StanzaException {@code bad-request} for an order by nothing; {@code feature-not-implemented} for one by
     *     what is not known here
     */
    static Optional<ItemOrder> in(Element pubsub) {
        List<ItemOrder> orders = pubsub.elements(ORDER).map(OrderXml::read).toList();
        return orders.stream().findFirst();
    }

    private static ItemOrder read(Element order) {
        String field = order.attribute("by").orElseThrow(() -> Errors.badRequest("an order is by something"));
        By by = switch (field) {
            case "creation" -> By.CREATION;
            case "modification" -> By.MODIFICATION;
            default ->
                throw Condition.FEATURE_NOT_IMPLEMENTED
                        .error("items are ordered by creation or modification")
                        .thrown();
        };
        return new ItemOrder(by, Request.flag(order, "desc") ? Direction.DESCENDING : Direction.ASCENDING);
    }
}
