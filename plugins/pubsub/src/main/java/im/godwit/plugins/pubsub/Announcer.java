package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.Notification;
import im.godwit.plugins.pubsub.engine.Recipient;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Namespaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns notifications into messages, one for all recipients who get the same. */
final class Announcer {
    private static final String ADDRESSES = "http://jabber.org/protocol/address";

    private final Supplier<String> ids;
    private final Bounces bounces;
    private final EventXml xml;
    private final Consumer<List<Broadcast>> broadcast;

    Announcer(Supplier<String> ids, Bounces bounces, EventXml xml, Consumer<List<Broadcast>> broadcast) {
        this.xml = xml;
        this.ids = ids;
        this.bounces = bounces;
        this.broadcast = broadcast;
    }

    /** Sends notifications on their way, in this order; returns when the router has all of them. */
    void announce(List<Notification> notifications) {
        broadcast.accept(notifications.stream()
                .flatMap(notification -> broadcasts(notification).stream())
                .toList());
    }

    private List<Broadcast> broadcasts(Notification notification) {
        List<Element> payloads =
                xml.payloads(notification).stream().map(Element::shared).toList();
        Optional<Element> body = body(notification.event());
        String id = ids.get();
        bounces.remember(id, notification.subscribed());
        Map<Copy, List<Jid>> copies = new LinkedHashMap<>();
        notification
                .recipients()
                .forEach(recipient -> copies.computeIfAbsent(Copy.of(recipient), copy -> new ArrayList<>())
                        .add(recipient.jid()));
        List<Broadcast> broadcasts = new ArrayList<>();
        copies.forEach((copy, to) -> {
            String own = Bounces.id(id, broadcasts.size()); // §12.4
            broadcasts.add(new Broadcast(message(notification, own, copy, body, payloads), to));
        });
        return broadcasts;
    }

    /**
     * What differs between the messages of one notification. An account and its resource, both of which one client may
     * hear for, are told by different ones, so that no client gets two with the same id.
     */
    private record Copy(boolean resource, List<String> subids, boolean body, boolean follows) {
        static Copy of(Recipient recipient) {
            return new Copy(recipient.jid().isFull(), recipient.subids(), recipient.body(), recipient.follows());
        }
    }

    private static Message message(
            Notification notification, String id, Copy copy, Optional<Element> body, List<Element> payloads) {
        ElementBuilder message = Message.builder(type(notification))
                .attribute("id", id)
                .attribute("from", notification.node().service().toString());
        body.filter(words -> copy.body()).ifPresent(message::add);
        message.addAll(payloads);
        headers(notification, copy.subids()).ifPresent(message::add);
        if (copy.follows()) {
            replyTo(notification.event()).ifPresent(message::add);
        }
        return Message.of(message.build());
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
    static Optional<Element> body(NodeEvent event) {
        String words = items(event).stream()
                .map(Item::payload)
                .flatMap(Optional::stream)
                .map(payload -> Bodies.of(payload.element()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Element.builder(Namespaces.CLIENT, "body").text(words).build());
    }

    private static List<Item> items(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Published published -> published.items();
            case NodeEvent.LastPublished last -> List.of(last.item());
            case NodeEvent.Retracted _,
                    NodeEvent.Purged _,
                    NodeEvent.Deleted _,
                    NodeEvent.Configured _,
                    NodeEvent.Created _,
                    NodeEvent.Associated _,
                    NodeEvent.Dissociated _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ -> List.of();
        };
    }

    /** §12.16: only such notifications say to which subscriptions they belong. */
    private static boolean isAboutItems(NodeEvent event) {
        return event instanceof NodeEvent.Published || event instanceof NodeEvent.Retracted;
    }

    /** XEP-0163 §4.3.1: from which of the owner's resources it comes (XEP-0033). */
    private static Optional<Element> replyTo(NodeEvent event) {
        return event instanceof NodeEvent.Published published
                ? published
                        .publisher()
                        .map(publisher -> Element.builder(ADDRESSES, "addresses")
                                .child(
                                        "address",
                                        address -> address.attribute("type", "replyto")
                                                .attribute("jid", publisher.toString()))
                                .build())
                : Optional.empty();
    }

    /** §7.1.2.4 and XEP-0248 §5.3.1 (XEP-0131 §2). */
    private static Optional<Element> headers(Notification notification, List<String> subids) {
        ElementBuilder headers = Element.builder(Vocabulary.SHIM, "headers");
        notification.collections().forEach(name -> header(headers, "Collection", name));
        List<String> told = isAboutItems(notification.event()) ? subids : List.of();
        told.forEach(subid -> header(headers, "SubID", subid));
        return notification.collections().isEmpty() && told.isEmpty() ? Optional.empty() : Optional.of(headers.build());
    }

    /** Those of one subscription among several. */
    static Optional<Element> subids(List<String> subids) {
        ElementBuilder headers = Element.builder(Vocabulary.SHIM, "headers");
        subids.forEach(subid -> header(headers, "SubID", subid));
        return subids.isEmpty() ? Optional.empty() : Optional.of(headers.build());
    }

    private static void header(ElementBuilder headers, String name, String value) {
        headers.child("header", header -> header.attribute("name", name).text(value));
    }
}
