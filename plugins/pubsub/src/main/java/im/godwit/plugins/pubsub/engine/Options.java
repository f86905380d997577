package im.godwit.plugins.pubsub.engine;

import java.util.List;
import java.util.Set;

/** All options of a subscription, by the names of the registry (XEP-0060 §16.4.2). */
public final class Options {
    public static final Setting<Boolean> DELIVER =
            Setting.flag("deliver", true, "Whether an entity wants to receive or disable notifications");
    public static final Setting<Boolean> DIGEST = Setting.flag(
            "digest",
            false,
            "Whether an entity wants to receive digests (aggregations) of notifications or all notifications individually");
    public static final Setting<Integer> DIGEST_FREQUENCY = Setting.number(
            "digest_frequency",
            24 * 60 * 60 * 1000,
            "The minimum number of milliseconds between sending any two notification digests");
    public static final Setting<Lease> EXPIRE = Setting.line(
            "expire",
            Lease.UNLIMITED,
            "The time at which a leased subscription will end; presence for as long as the subscriber is available",
            Lease::read,
            Lease::text);
    public static final Setting<Boolean> INCLUDE_BODY = Setting.flag(
            "include_body",
            false,
            "Whether an entity wants to receive an XMPP message body in addition to the payload format");
    public static final Setting<Set<Show>> SHOW_VALUES = Setting.choices(
            "show-values",
            Show.class,
            "The presence states for which an entity wants to receive notifications; none for all, and while away");

    /** XEP-0248 §6.1, as the one below. */
    public static final Setting<SubscriptionType> SUBSCRIPTION_TYPE = Setting.choice(
            "subscription_type",
            SubscriptionType.NODES,
            "Which notifications of a collection an entity wants to receive");

    public static final Setting<Depth> SUBSCRIPTION_DEPTH = Setting.line(
            "subscription_depth",
            Depth.CHILDREN,
            "How far to traverse the node graph for notifications; all for everything below the collection",
            Depth::read,
            Depth::toString);

    /** Our own, see {@link Cursors}. */
    public static final Setting<Boolean> DURABLE = Setting.flag(
            "x-pubsub#durable", false, "Whether notifications wait until an entity reads and confirms them");

    /** XEP-0465 §4.1. */
    public static final Setting<Boolean> PUBLIC = Setting.flag(
            "{" + Attached.PUBLIC + "}public", false, "Whether those who may see the node see who is subscribed");

    /** All of them, in the order of forms. */
    public static final List<Setting<?>> ALL = List.of(
            DELIVER,
            DIGEST,
            DIGEST_FREQUENCY,
            EXPIRE,
            INCLUDE_BODY,
            SHOW_VALUES,
            SUBSCRIPTION_TYPE,
            SUBSCRIPTION_DEPTH,
            DURABLE,
            PUBLIC);

    private Options() {}
}
