package im.godwit.plugins.muc.engine;

/** How far a role permits something: a cell of the table in XEP-0045 §5.1.1. */
public enum Grant {
    YES,
    /** Yes, unless the room's configuration says otherwise. */
    BY_DEFAULT,
    /** No, unless the room's configuration says otherwise. */
    IF_CONFIGURED,
    NO
}
