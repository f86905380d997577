package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Limits;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.plugins.pubsub.engine.SendLast;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.plugins.pubsub.engine.Twins;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Keeps an account's bookmarks the same in both of their nodes (XEP-0402 §5.3): each room an item of one, and all of
 * them a list in the other. What a client changes in one form shows in the other; what one of the forms has no place
 * for stays where it is. A list that is removed as a whole, rather than emptied, removes no bookmark.
 */
final class Bookmarks implements Twins {
    /** The node of bookmarks as items, and their namespace. */
    static final String NATIVE = "urn:xmpp:bookmarks:1";

    /** The node of the list, and its namespace (XEP-0048). */
    static final String LEGACY = "storage:bookmarks";

    /** The element that is the list. */
    static final Name STORAGE = new Name(LEGACY, "storage");

    /** The item of the list (XEP-0048 §3.1). */
    static final String CURRENT = "current";

    private final Configuration defaults;
    private final Limits limits;
    private final Clock clock;

    /**
     * Bookmarks of all accounts of a host.
     *
     * @param defaults how a node is configured unless somebody says otherwise
     */
    Bookmarks(Configuration defaults, Limits limits, Clock clock) {
        this.defaults = defaults;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Optional<NodeAddress> of(NodeAddress node) {
        return switch (node.node()) {
            case NATIVE -> Optional.of(new NodeAddress(node.service(), LEGACY));
            case LEGACY -> Optional.of(new NodeAddress(node.service(), NATIVE));
            default -> Optional.empty();
        };
    }

    @Override
    public Configuration configuration(NodeAddress node, Optional<Configuration> before) {
        Configuration usual = before.orElseGet(
                () -> node.node().equals(NATIVE) ? defaults.with(Settings.SEND_LAST, SendLast.NEVER) : defaults);
        return usual.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST) // XEP-0411 §5, XEP-0223 §2
                .with(Settings.PERSIST_ITEMS, true)
                .with(Settings.MAX_ITEMS, node.node().equals(NATIVE) ? Amount.MAX : Amount.of(1));
    }

    @Override
    public Edit follow(NodeAddress changed, List<Item> items, List<Item> others) {
        return changed.node().equals(NATIVE)
                ? collated(changed.service(), items, others)
                : list(items)
                        .map(list -> spread(changed.service(), list, others))
                        .orElseGet(Bookmarks::nothing);
    }

    private static Edit nothing() {
        return new Edit(List.of(), List.of());
    }

    /** The list as it was published last. */
    static Optional<Element> list(List<Item> items) {
        return items.isEmpty()
                ? Optional.empty()
                : items.getLast().payload().map(Payload::element).filter(element -> element.is(STORAGE));
    }

    /** XEP-0402 §5.3.1: all items as one list. */
    private Edit collated(Jid owner, List<Item> items, List<Item> others) {
        SequencedMap<Jid, Bookmark> bookmarks = new LinkedHashMap<>();
        items.forEach(item -> Bookmark.of(item).ifPresent(bookmark -> bookmarks.put(bookmark.room(), bookmark)));
        Optional<Element> before = list(others);
        if (before.isEmpty() && bookmarks.isEmpty()) {
            return nothing();
        }
        Element list = collated(bookmarks, before.orElseGet(() -> Element.of(STORAGE)));
        if (before.filter(list::equals).isPresent()) {
            return nothing();
        }
        Item item = item(owner, others.isEmpty() ? CURRENT : others.getLast().id(), list);
        if (item.payload().orElseThrow().size() > limits.payloadBytes()) {
            throw Refusal.Reason.NODE_FULL.thrown(); // an old client could not write such a list
        }
        return new Edit(List.of(item), List.of());
    }

    /** What stays keeps its place, and what is not a bookmark of a room is kept. */
    private static Element collated(SequencedMap<Jid, Bookmark> bookmarks, Element before) {
        Map<Jid, Bookmark> left = new LinkedHashMap<>(bookmarks);
        List<Node> children = new ArrayList<>();
        for (Node child : before.children()) {
            Optional<Bookmark> old = Bookmark.of(child);
            if (old.isEmpty()) {
                children.add(child);
            } else {
                Optional.ofNullable(left.remove(old.get().room()))
                        .map(now -> now.withExtensions(List.of()).equals(old.get())
                                ? child
                                : now.toLegacy(Optional.of((Element) child)))
                        .ifPresent(children::add);
            }
        }
        left.values().forEach(bookmark -> children.add(bookmark.toLegacy(Optional.empty())));
        return before.withChildren(children);
    }

    /** XEP-0402 §5.3.2: the items that are not as the list has them. */
    private Edit spread(Jid owner, Element list, List<Item> others) {
        Map<Jid, Item> present = new HashMap<>();
        others.forEach(item -> Bookmark.of(item).ifPresent(bookmark -> present.put(bookmark.room(), item)));
        SequencedMap<Jid, Bookmark> wanted = new LinkedHashMap<>();
        list.children().forEach(child -> Bookmark.of(child).ifPresent(mark -> wanted.put(mark.room(), mark)));
        if (wanted.size() > limits.itemsPerNode()) {
            throw Refusal.Reason.NODE_FULL.thrown();
        }
        List<Item> put = new ArrayList<>();
        wanted.forEach((room, bookmark) -> {
            Optional<Item> item = Optional.ofNullable(present.remove(room));
            Optional<Bookmark> before = item.flatMap(Bookmark::of);
            Bookmark now =
                    bookmark.withExtensions(before.map(Bookmark::extensions).orElse(List.of()));
            if (!before.equals(Optional.of(now))) {
                put.add(item(owner, item.map(Item::id).orElse(room.toString()), now.toNative()));
            }
        });
        return new Edit(put, present.values().stream().map(Item::id).sorted().toList());
    }

    private Item item(Jid owner, String id, Element payload) {
        return new Item(id, Optional.of(owner), clock.instant(), Optional.of(Payload.of(payload)));
    }
}
