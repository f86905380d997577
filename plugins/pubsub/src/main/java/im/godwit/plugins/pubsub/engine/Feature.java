package im.godwit.plugins.pubsub.engine;

import java.util.Locale;

/** Features of XEP-0060 §10 that are there, or asked for and refused. */
public enum Feature {
    ACCESS_OPEN,
    AUTO_CREATE,
    CONFIG_NODE,
    CONFIG_NODE_MAX,
    CREATE_AND_CONFIGURE,
    CREATE_NODES,
    DELETE_ITEMS,
    DELETE_NODES,
    INSTANT_NODES,
    ITEM_IDS,
    MANAGE_SUBSCRIPTIONS,
    MEMBER_AFFILIATION,
    META_DATA,
    MODIFY_AFFILIATIONS,
    MULTI_ITEMS,
    OUTCAST_AFFILIATION,
    PERSISTENT_ITEMS,
    PUBLISH,
    PUBLISH_NODE_FULL,
    PUBLISH_ONLY_AFFILIATION,
    PUBLISH_OPTIONS,
    PUBLISHER_AFFILIATION,
    PURGE_NODES,
    RETRACT_ITEMS,
    RETRIEVE_AFFILIATIONS,
    RETRIEVE_DEFAULT,
    RETRIEVE_DEFAULT_SUB,
    RETRIEVE_ITEMS,
    RETRIEVE_SUBSCRIPTIONS,
    SUBSCRIBE,
    SUBSCRIPTION_OPTIONS,
    COLLECTIONS;

    /** The name within the pubsub namespace. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
