package im.godwit.plugins.pubsub.engine;

/** How far a {@link Privilege} goes: a cell of the table in XEP-0060 §4.1. */
public enum Grant {
    YES,
    /** For items that the entity published itself: the starred cells. */
    OWN,
    NO
}
