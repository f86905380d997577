package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;

/**
 * A public room as searches see it.
 *
 * @param occupants how many there are, about
 */
public record Channel(Jid room, Configuration configuration, int occupants) {
    /** Whether anybody may just enter (XEP-0045 §7.2.5, §7.2.6). */
    public boolean isOpen() {
        return !configuration.get(Settings.MEMBERS_ONLY) && !configuration.get(Settings.PASSWORD_PROTECTED);
    }

    /** How many occupants everybody may know of: of a closed room, none (XEP-0045 §14.4). */
    public int shownOccupants() {
        return isOpen() ? occupants : 0;
    }

    /** Whether real JIDs are hidden from most. */
    public boolean isSemiAnonymous() {
        return !configuration.isNonAnonymous();
    }
}
