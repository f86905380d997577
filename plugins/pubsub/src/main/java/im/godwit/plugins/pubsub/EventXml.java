package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.event;

import im.godwit.form.DataForm;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.Notification;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What notifications say, the same to all who get one. */
final class EventXml {
    private static final String DELAY = "urn:xmpp:delay";

    private final SubscriptionXml xml;

    EventXml(SubscriptionXml xml) {
        this.xml = xml;
    }

    /** The children of the message. */
    List<Element> payloads(Notification notification) {
        String node = notification.node().node();
        if (notification.event() instanceof NodeEvent.ApprovalWanted wanted) {
            return Approvals.question(node, wanted.subscription());
        }
        Element event = element(node, notification.event());
        // §6.1.7: an item from before the subscription says when it was published
        return notification.event() instanceof NodeEvent.LastPublished last
                ? List.of(event, delay(last.item().published()))
                : List.of(event);
    }

    /** What happened at a node, as a notification says it. */
    Element element(String node, NodeEvent event) {
        return Element.builder(event("event")).add(told(node, event)).build();
    }

    private Element told(String node, NodeEvent event) {
        return switch (event) {
            case NodeEvent.Published published -> items(node, published.items());
            case NodeEvent.LastPublished last -> items(node, List.of(last.item()));
            case NodeEvent.Retracted retracted -> retracted(node, retracted.ids());
            case NodeEvent.Purged _ -> about("purge", node).build();
            case NodeEvent.Deleted deleted -> deleted(node, deleted.redirect());
            case NodeEvent.Configured configured -> configured(node, configured);
            case NodeEvent.Created _ -> about("create", node).build();
            case NodeEvent.Associated associated -> link(node, "associate", associated.child());
            case NodeEvent.Dissociated dissociated -> link(node, "dissociate", dissociated.child());
            case NodeEvent.SubscriptionChanged changed -> subscription(node, changed.subscription());
            case NodeEvent.ApprovalWanted wanted -> subscription(node, wanted.subscription());
        };
    }

    private static ElementBuilder about(String what, String node) {
        return Element.builder(event(what)).attribute("node", node);
    }

    /** §7.1.2.1, §7.1.2.2. */
    private static Element items(String node, List<Item> items) {
        ElementBuilder list = about("items", node);
        items.forEach(item -> list.add(ItemXml.element(Vocabulary.EVENT, item)));
        return list.build();
    }

    /** §7.2.2.1. */
    private static Element retracted(String node, List<String> ids) {
        ElementBuilder list = about("items", node);
        ids.forEach(id -> list.child("retract", retract -> retract.attribute("id", id)));
        return list.build();
    }

    /** §8.4.2. */
    private static Element deleted(String node, Optional<String> redirect) {
        ElementBuilder delete = about("delete", node);
        redirect.ifPresent(uri -> delete.child("redirect", element -> element.attribute("uri", uri)));
        return delete.build();
    }

    /** §8.2.5.3. */
    private static Element configured(String node, NodeEvent.Configured event) {
        ElementBuilder configuration = about("configuration", node);
        event.configuration()
                .ifPresent(c ->
                        configuration.add(NodeForm.of(DataForm.Type.RESULT, c).toElement()));
        return configuration.build();
    }

    /** XEP-0248 §5.3.2. */
    private static Element link(String collection, String what, Node child) {
        return about("collection", collection)
                .child(
                        what,
                        element -> element.attribute("node", child.address().node()))
                .build();
    }

    /** §8.8.4. */
    private Element subscription(String node, Subscription subscription) {
        return xml.element(Vocabulary.EVENT, Optional.of(node), subscription);
    }

    /** When it happened (XEP-0203). */
    static Element delay(Instant stamp) {
        return Element.builder(DELAY, "delay")
                .attribute("stamp", stamp.truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
    }
}
