package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.event;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.MessageStyle;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.Notification;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns notifications into messages, one to each recipient; they share what they have in common. */
final class Announcer {
    private static final String DELAY = "urn:xmpp:delay";

    private final Supplier<String> ids;
    private final Bounces bounces;
    private final Consumer<Stanza> send;

    Announcer(Supplier<String> ids, Bounces bounces, Consumer<Stanza> send) {
        this.ids = ids;
        this.bounces = bounces;
        this.send = send;
    }

    /** Sends a notification on its way; returns when the router has all of it. */
    void announce(Notification notification) {
        List<Element> payloads = payloads(notification);
        String id = ids.get();
        bounces.remember(id, notification.node());
        int index = 0;
        for (Jid recipient : notification.recipients()) {
            send.accept(Message.of(Message.builder(type(notification.style()))
                    .attribute("id", Bounces.id(id, index++)) // §12.4
                    .attribute("from", notification.node().service().toString())
                    .attribute("to", recipient.toString())
                    .addAll(payloads)
                    .build()));
        }
    }

    private static Message.Type type(MessageStyle style) {
        return switch (style) {
            case NORMAL -> Message.Type.NORMAL;
            case HEADLINE -> Message.Type.HEADLINE;
        };
    }

    private static List<Element> payloads(Notification notification) {
        String node = notification.node().node();
        Element told = switch (notification.event()) {
            case NodeEvent.Published published -> items(node, published.item());
            case NodeEvent.LastPublished last -> items(node, Optional.of(last.item()));
            case NodeEvent.Retracted retracted -> retracted(node, retracted.ids());
            case NodeEvent.Purged _ -> about("purge", node).build();
            case NodeEvent.Deleted deleted -> deleted(node, deleted.redirect());
            case NodeEvent.Configured configured -> configured(node, configured);
            case NodeEvent.SubscriptionChanged changed -> subscription(node, changed);
        };
        Element event = Element.builder(event("event")).add(told).build();
        // §6.1.7: an item from before the subscription says when it was published
        return notification.event() instanceof NodeEvent.LastPublished last
                ? List.of(event, delay(last.item()))
                : List.of(event);
    }

    private static ElementBuilder about(String what, String node) {
        return Element.builder(event(what)).attribute("node", node);
    }

    /** §7.1.2.1, §7.1.2.2. */
    private static Element items(String node, Optional<Item> item) {
        ElementBuilder list = about("items", node);
        item.ifPresent(i -> list.add(ItemXml.element(Vocabulary.EVENT, i)));
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

    /** §8.8.4. */
    private static Element subscription(String node, NodeEvent.SubscriptionChanged event) {
        return about("subscription", node)
                .attribute("jid", event.subscription().jid().toString())
                .attribute("subscription", event.subscription().state().text())
                .build();
    }

    private static Element delay(Item item) {
        return Element.builder(DELAY, "delay")
                .attribute(
                        "stamp", item.published().truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
    }
}
