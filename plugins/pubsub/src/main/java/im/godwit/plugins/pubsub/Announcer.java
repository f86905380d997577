package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.event;

import im.godwit.form.DataForm;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.Notification;
import im.godwit.plugins.pubsub.engine.Recipient;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Namespaces;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns notifications into messages, one to each recipient; they share what they have in common. */
final class Announcer {
    private static final String DELAY = "urn:xmpp:delay";
    private static final String SHIM = "http://jabber.org/protocol/shim";

    private final Supplier<String> ids;
    private final Bounces bounces;
    private final SubscriptionXml xml;
    private final Consumer<Stanza> send;

    Announcer(Supplier<String> ids, Bounces bounces, SubscriptionXml xml, Consumer<Stanza> send) {
        this.xml = xml;
        this.ids = ids;
        this.bounces = bounces;
        this.send = send;
    }

    /** Sends a notification on its way; returns when the router has all of it. */
    void announce(Notification notification) {
        List<Element> payloads = payloads(notification);
        String id = ids.get();
        bounces.remember(id, notification.node());
        Optional<Element> body = body(notification.event());
        int index = 0;
        for (Recipient recipient : notification.recipients()) {
            ElementBuilder message = Message.builder(type(notification))
                    .attribute("id", Bounces.id(id, index++)) // §12.4
                    .attribute("from", notification.node().service().toString())
                    .attribute("to", recipient.jid().toString());
            body.filter(words -> recipient.body()).ifPresent(message::add);
            message.addAll(payloads);
            if (isAboutItems(notification.event()) && !recipient.subids().isEmpty()) {
                message.add(headers(recipient.subids()));
            }
            send.accept(Message.of(message.build()));
        }
    }

    private static Message.Type type(Notification notification) {
        if (notification.event() instanceof NodeEvent.ApprovalWanted) {
            return Message.Type.NORMAL; // it waits for an owner who is away
        }
        return switch (notification.style()) {
            case NORMAL -> Message.Type.NORMAL;
            case HEADLINE -> Message.Type.HEADLINE;
        };
    }

    /** §12.8: what is published, in words. */
    private static Optional<Element> body(NodeEvent event) {
        String words = items(event).stream()
                .map(Item::payload)
                .flatMap(Optional::stream)
                .map(payload -> Bodies.of(payload.element()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.builder(Namespaces.CLIENT, "body")
                        .text(words)
                        .build());
    }

    private static List<Item> items(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Published published -> published.items();
            case NodeEvent.LastPublished last -> List.of(last.item());
            case NodeEvent.Retracted _,
                    NodeEvent.Purged _,
                    NodeEvent.Deleted _,
                    NodeEvent.Configured _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ ->
                List.of();
        };
    }

    /** §12.16: only such notifications say to which subscriptions they belong. */
    private static boolean isAboutItems(NodeEvent event) {
        return event instanceof NodeEvent.Published || event instanceof NodeEvent.Retracted;
    }

    /** §7.1.2.4 (XEP-0131 §2). */
    private static Element headers(List<String> subids) {
        ElementBuilder headers = Element.builder(SHIM, "headers");
        subids.forEach(subid -> headers.child(
                "header", header -> header.attribute("name", "SubID").text(subid)));
        return headers.build();
    }

    private List<Element> payloads(Notification notification) {
        String node = notification.node().node();
        if (notification.event() instanceof NodeEvent.ApprovalWanted wanted) {
            return Approvals.question(node, wanted.subscription());
        }
        Element told = told(node, notification.event());
        Element event = Element.builder(event("event")).add(told).build();
        // §6.1.7: an item from before the subscription says when it was published
        return notification.event() instanceof NodeEvent.LastPublished last
                ? List.of(event, delay(last.item()))
                : List.of(event);
    }

    private Element told(String node, NodeEvent event) {
        return switch (event) {
            case NodeEvent.Published published -> items(node, published.items());
            case NodeEvent.LastPublished last -> items(node, List.of(last.item()));
            case NodeEvent.Retracted retracted -> retracted(node, retracted.ids());
            case NodeEvent.Purged _ -> about("purge", node).build();
            case NodeEvent.Deleted deleted -> deleted(node, deleted.redirect());
            case NodeEvent.Configured configured -> configured(node, configured);
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

    /** §8.8.4. */
    private Element subscription(String node, Subscription subscription) {
        return xml.element(Vocabulary.EVENT, Optional.of(node), subscription);
    }

    private static Element delay(Item item) {
        return Element.builder(DELAY, "delay")
                .attribute(
                        "stamp", item.published().truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
    }
}
