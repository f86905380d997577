package im.godwit.plugins.roster;

/**
 * How large a roster may grow.
 *
 * @param maxContacts contacts of one account that its clients see
 * @param maxRequests subscription requests of one account that wait for an answer and come from nobody in its roster
 * @param maxNameLength of a contact's name and of a group's, in characters
 * @param maxGroups that one contact is in
 * @param cachedContacts contacts held in memory, of all accounts of the host
 */
public record RosterOptions(int maxContacts, int maxRequests, int maxNameLength, int maxGroups, int cachedContacts) {
    /** Enough for people, too little for a flood. */
    public static final RosterOptions DEFAULTS = new RosterOptions(2000, 200, 256, 50, 500_000);
}
