package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Ancestors.Ancestor;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Hands out what happened at a node: to those who watch it, to its subscribers, and to those of the collections that it
 * is in (XEP-0248 §5.3). Called for one node at a time, in the order of its changes, while none of its locks is held.
 */
final class Outlet {
    private final Watchers watchers;
    private final Audience audience;
    private final Access access;
    private final Consumer<List<Notification>> send;

    Outlet(Watchers watchers, Audience audience, Access access, Consumer<List<Notification>> send) {
        this.watchers = watchers;
        this.audience = audience;
        this.access = access;
        this.send = send;
    }

    /** To those alone who have to do with the node itself. */
    void toItsOwn(List<Notification> together) {
        together.forEach(watchers::tell);
        send(together);
    }

    /** To all; where collections cannot be read, only to those who have to do with the node itself. */
    void toAll(Nodes nodes, List<Notification> together) {
        List<Notification> all = new ArrayList<>();
        Optional<StoreException> failed = Optional.empty();
        for (Notification notification : together) {
            watchers.tell(notification);
            all.add(notification);
            try {
                notification
                        .source()
                        .filter(source -> !source.address().isRoot())
                        .ifPresent(source -> all.addAll(through(nodes, source, notification)));
            } catch (StoreException notNow) {
                failed = Optional.of(notNow);
            }
        }
        send(all);
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private void send(List<Notification> all) {
        List<Notification> addressed = all.stream()
                .filter(notification -> !notification.recipients().isEmpty())
                .toList();
        if (!addressed.isEmpty()) {
            send.accept(addressed);
        }
    }

    /**
     * One message to one address, whatever number of collections it comes through; none to those who got it from the
     * node itself.
     */
    private List<Notification> through(Nodes nodes, Node source, Notification notification) {
        List<Ancestor> heard = new Ancestors(nodes::find)
                .above(source.address().service(), source.get(Settings.COLLECTION)).stream()
                        .filter(above -> audience.isAnybodyAt(above.node()))
                        .toList();
        if (heard.isEmpty()) {
            return List.of(); // most nodes are in no collection but the root, to which hardly anybody subscribes
        }
        Set<Jid> told = notification.recipients().stream().map(Recipient::jid).collect(Collectors.toSet());
        Map<Jid, Recipient> recipients = new LinkedHashMap<>();
        Map<Jid, List<String>> collections = new LinkedHashMap<>();
        NodeEvent event = notification.event();
        for (Ancestor above : heard) {
            Node collection = delivering(above.node(), source);
            audience.of(collection, s -> Reach.includes(collection, s, event, above.distance())).stream()
                    .filter(recipient -> !told.contains(recipient.jid()))
                    .filter(recipient -> access.mayKnow(source, event, recipient.jid()))
                    .forEach(recipient -> {
                        recipients.merge(recipient.jid(), recipient, Audience::merged);
                        collections
                                .computeIfAbsent(recipient.jid(), jid -> new ArrayList<>())
                                .add(collection.address().node());
                    });
        }
        return recipients.values().stream()
                .collect(Collectors.groupingBy(
                        recipient -> collections.get(recipient.jid()), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> notification.through(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** §5.3.1: how it is delivered is for the node to say where it happened, not for the collection. */
    private static Node delivering(Node collection, Node source) {
        return collection.withConfiguration(collection
                .configuration()
                .with(Settings.DELIVER_NOTIFICATIONS, source.get(Settings.DELIVER_NOTIFICATIONS))
                .with(Settings.PRESENCE_BASED_DELIVERY, source.get(Settings.PRESENCE_BASED_DELIVERY)));
    }
}
