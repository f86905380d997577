package im.godwit.plugins.pubsub.engine;

/**
 * What a service knows of the accounts that use it.
 *
 * @param contacts of the owners of nodes
 * @param availability of subscribers
 */
public record Surroundings(Contacts contacts, Availability availability) {
    /** Nothing at all. */
    public static final Surroundings NONE = new Surroundings(Contacts.NONE, Availability.UNKNOWN);
}
