package im.godwit.plugins.muc.engine;

/** Who brings a change of role about (XEP-0045 §5.1.3). */
public enum Authority {
    /** The occupant, by entering. */
    OCCUPANT,
    MODERATOR,
    /** Somebody whose affiliation is admin or owner. */
    ADMIN
}
