package im.godwit.plugins.pubsub.engine;

/** What an affiliation may permit: the columns of the table in XEP-0060 §4.1. */
public enum Privilege {
    SUBSCRIBE,
    RETRIEVE,
    PUBLISH,
    DELETE_ITEM,
    PURGE,
    CONFIGURE,
    DELETE_NODE
}
