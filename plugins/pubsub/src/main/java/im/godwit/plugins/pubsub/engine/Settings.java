package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.Optional;

/** All settings of a node, by the names and in the words of the registry (XEP-0060 §16.4.4). */
public final class Settings {
    public static final Setting<String> TITLE = Setting.text("title", "A friendly name for the node");
    public static final Setting<String> DESCRIPTION = Setting.text("description", "A description of the node");
    public static final Setting<String> TYPE =
            Setting.text("type", "The type of node data, usually specified by the namespace of the payload (if any)");
    public static final Setting<String> LANGUAGE = Setting.text("language", "The default language of the node");
    public static final Setting<List<String>> CONTACT =
            Setting.jids("contact", "The JIDs of those to contact with questions");
    public static final Setting<AccessModel> ACCESS_MODEL =
            Setting.choice("access_model", AccessModel.OPEN, "Who may subscribe and retrieve items");
    public static final Setting<List<String>> ROSTER_GROUPS_ALLOWED =
            Setting.lines("roster_groups_allowed", "The roster group(s) allowed to subscribe and retrieve items");
    public static final Setting<PublishModel> PUBLISH_MODEL =
            Setting.choice("publish_model", PublishModel.PUBLISHERS, "Who may publish items");
    public static final Setting<Boolean> SUBSCRIBE = Setting.flag("subscribe", true, "Whether to allow subscriptions");
    public static final Setting<Boolean> PERSIST_ITEMS =
            Setting.flag("persist_items", true, "Whether to persist items to storage");
    public static final Setting<Amount> MAX_ITEMS = Setting.amount(
            "max_items",
            Amount.MAX,
            "The maximum number of items to persist; max for no limit but that of the service");
    public static final Setting<Amount> ITEM_EXPIRE = Setting.amount(
            "item_expire", Amount.MAX, "Number of seconds after which to automatically purge items; max for no limit");
    public static final Setting<NodeFull> NODE_FULL = Setting.choice(
            "publish_node_full", NodeFull.RETRACT_OLDEST, "What to do when an item is published to a full node");
    public static final Setting<Integer> MAX_PAYLOAD_SIZE =
            Setting.number("max_payload_size", 64 * 1024, "The maximum payload size in bytes");
    public static final Setting<Boolean> DELIVER_NOTIFICATIONS =
            Setting.flag("deliver_notifications", true, "Whether to deliver event notifications");
    public static final Setting<Boolean> DELIVER_PAYLOADS =
            Setting.flag("deliver_payloads", true, "Whether to deliver payloads with event notifications");
    public static final Setting<Boolean> PRESENCE_BASED_DELIVERY =
            Setting.flag("presence_based_delivery", false, "Whether to deliver notifications to available users only");
    public static final Setting<MessageStyle> NOTIFICATION_TYPE =
            Setting.choice("notification_type", MessageStyle.HEADLINE, "Specify the delivery style for notifications");
    public static final Setting<SendLast> SEND_LAST =
            Setting.choice("send_last_published_item", SendLast.NEVER, "When to send the last published item");
    public static final Setting<ItemReply> ITEM_REPLY =
            Setting.choice("itemreply", ItemReply.NONE, "Whether owners or publisher should receive replies to items");
    public static final Setting<Boolean> PURGE_OFFLINE =
            Setting.flag("purge_offline", false, "Whether to purge all items when the relevant publisher goes offline");
    public static final Setting<Boolean> TEMPSUB =
            Setting.flag("tempsub", false, "Whether to make all subscriptions temporary, based on subscriber presence");
    public static final Setting<Boolean> NOTIFY_CONFIG =
            Setting.flag("notify_config", false, "Whether to notify subscribers when the node configuration changes");
    public static final Setting<Boolean> NOTIFY_DELETE =
            Setting.flag("notify_delete", true, "Whether to notify subscribers when the node is deleted");
    public static final Setting<Boolean> NOTIFY_RETRACT =
            Setting.flag("notify_retract", true, "Whether to notify subscribers when items are removed from the node");
    public static final Setting<Boolean> NOTIFY_SUB =
            Setting.flag("notify_sub", false, "Whether to notify owners about new subscribers and unsubscribes");

    /** XEP-0248 §7.2.1, as those below. */
    public static final Setting<NodeType> NODE_TYPE =
            Setting.choice("node_type", NodeType.LEAF, "Whether the node is a leaf (default) or a collection");

    /** What is in no other collection is in the root node, whose name is empty (XEP-0248 §8.1). */
    public static final Setting<List<String>> COLLECTION =
            Setting.nodes("collection", List.of(NodeAddress.ROOT), "The collections of which this node is a child");

    public static final Setting<List<String>> CHILDREN =
            Setting.nodes("children", List.of(), "The nodes of which this node is a parent");
    public static final Setting<AssociationPolicy> CHILDREN_ASSOCIATION_POLICY = Setting.choice(
            "children_association_policy",
            AssociationPolicy.OWNERS,
            "Who may associate other nodes to this collection");
    public static final Setting<List<String>> CHILDREN_ASSOCIATION_WHITELIST =
            Setting.jids("children_association_whitelist", "JIDs who can associate nodes to this collection");
    public static final Setting<Amount> CHILDREN_MAX = Setting.amount(
            "children_max",
            Amount.MAX,
            "The maximum number of children for this collection; max for no limit but that of the service");

    /** XEP-0496 §4.2; no other where it is empty. */
    public static final Setting<String> LINK =
            Setting.text("{" + Relations.NAMESPACE + "}link", "The node with which this node goes");

    /** XEP-0496 §4.2; no other where it is empty. Of a node that links to another, that one's. */
    public static final Setting<String> PARENT =
            Setting.text("{" + Relations.NAMESPACE + "}parent", "The node under which this node is");

    /** Those that are kept for two nodes at once, as each of the two shows them. */
    public static final List<Setting<List<String>>> LINKS = List.of(COLLECTION, CHILDREN);

    /** Those by which it is decided who may see a node and publish there. */
    static final List<Setting<?>> RIGHTS = List.of(ACCESS_MODEL, ROSTER_GROUPS_ALLOWED, PUBLISH_MODEL);

    /** Those that only a collection has (XEP-0248 §7.2.1). */
    private static final Setting<?>[] OF_COLLECTIONS = {
        CHILDREN_ASSOCIATION_POLICY, CHILDREN_ASSOCIATION_WHITELIST, CHILDREN_MAX
    };

    /** Those about items, of which a collection has none. */
    private static final Setting<?>[] OF_LEAVES = {
        PUBLISH_MODEL,
        PERSIST_ITEMS,
        MAX_ITEMS,
        ITEM_EXPIRE,
        NODE_FULL,
        MAX_PAYLOAD_SIZE,
        SEND_LAST,
        ITEM_REPLY,
        PURGE_OFFLINE,
        NOTIFY_RETRACT
    };

    /** All of them, in the order of forms. */
    public static final List<Setting<?>> ALL = List.of(
            TITLE,
            DESCRIPTION,
            TYPE,
            LANGUAGE,
            CONTACT,
            ACCESS_MODEL,
            ROSTER_GROUPS_ALLOWED,
            PUBLISH_MODEL,
            SUBSCRIBE,
            PERSIST_ITEMS,
            MAX_ITEMS,
            ITEM_EXPIRE,
            NODE_FULL,
            MAX_PAYLOAD_SIZE,
            DELIVER_NOTIFICATIONS,
            DELIVER_PAYLOADS,
            PRESENCE_BASED_DELIVERY,
            NOTIFICATION_TYPE,
            SEND_LAST,
            ITEM_REPLY,
            PURGE_OFFLINE,
            TEMPSUB,
            NOTIFY_CONFIG,
            NOTIFY_DELETE,
            NOTIFY_RETRACT,
            NOTIFY_SUB,
            NODE_TYPE,
            COLLECTION,
            CHILDREN,
            CHILDREN_ASSOCIATION_POLICY,
            CHILDREN_ASSOCIATION_WHITELIST,
            CHILDREN_MAX,
            LINK,
            PARENT);

    private Settings() {}

    /** A configuration with what there is to choose for a node of its type. */
    static Configuration ofItsType(Configuration configuration) {
        return switch (configuration.get(NODE_TYPE)) {
            case LEAF -> configuration.without(OF_COLLECTIONS);
            case COLLECTION -> configuration.without(OF_LEAVES);
        };
    }

    /** A configuration of a service that has no collections. */
    static Configuration withoutCollections(Configuration configuration) {
        return configuration.without(OF_COLLECTIONS).without(NODE_TYPE, COLLECTION, CHILDREN);
    }

    /**
     * What of a configuration subscribers may know: not the names of nodes and people that it may not be for them to
     * see.
     */
    static Configuration forSubscribers(Configuration configuration) {
        return ofItsType(configuration).without(COLLECTION, CHILDREN, CHILDREN_ASSOCIATION_WHITELIST, LINK, PARENT);
    }

    /** The setting of this name. */
    public static Optional<Setting<?>> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
