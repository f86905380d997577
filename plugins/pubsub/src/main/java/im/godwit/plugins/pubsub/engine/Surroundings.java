package im.godwit.plugins.pubsub.engine;

/**
 * What a service knows of the accounts that use it.
 *
 * @param contacts of the owners of nodes
 * @param availability of subscribers
 * @param followers who hear of nodes through presence
 */
public record Surroundings(Contacts contacts, Availability availability, Followers followers) {
    /** Nothing at all. */
    public static final Surroundings NONE = new Surroundings(Contacts.NONE, Availability.UNKNOWN, Followers.NONE);

    /** The same with others who follow. */
    public Surroundings with(Followers others) {
        return new Surroundings(contacts, availability, others);
    }
}
