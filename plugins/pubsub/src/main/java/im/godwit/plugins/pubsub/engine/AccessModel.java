package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.Locale;
import java.util.Optional;

/** Who may subscribe and retrieve items (XEP-0060 §4.5). */
public enum AccessModel implements Choice {
    AUTHORIZE("Subscription requests must be approved and only subscribers may retrieve items"),
    OPEN("Anyone may subscribe and retrieve items"),
    PRESENCE("Anyone with a presence subscription of both or from may subscribe and retrieve items"),
    ROSTER("Anyone in the specified roster group(s) may subscribe and retrieve items"),
    WHITELIST("Only those on a whitelist may subscribe and retrieve items");

    private final String label;

    AccessModel(String label) {
        this.label = label;
    }

    /** Why somebody may not subscribe, nor ask to (§6.1.3); nothing if they may. */
    Optional<Refusal> toSubscribe(Standing who) {
        if (who.affiliation().grant(Privilege.SUBSCRIBE) == Grant.NO) {
            return Optional.of(Reason.FORBIDDEN); // §6.1.3.8
        }
        if (isListed(who.affiliation())) {
            return Optional.empty();
        }
        return switch (this) {
            case OPEN, AUTHORIZE -> Optional.empty();
            case PRESENCE -> unless(who.contact(), Reason.PRESENCE_SUBSCRIPTION_REQUIRED); // §6.1.3.2
            case ROSTER -> unless(who.contact() && who.grouped(), Reason.NOT_IN_ROSTER_GROUP); // §6.1.3.3
            case WHITELIST -> Optional.of(Reason.CLOSED_NODE); // §6.1.3.4
        };
    }

    private static Optional<Refusal> unless(boolean welcome, Reason reason) {
        return welcome ? Optional.empty() : Optional.of(reason);
    }

    /** Whether an owner knows them: they may retrieve by affiliation, whatever the model. */
    private static boolean isListed(Affiliation affiliation) {
        return affiliation.grant(Privilege.RETRIEVE) == Grant.YES;
    }

    /**
     * Whether their subscription waits for an owner (§6.1.4); those whom an owner made a member or more need not ask.
     */
    boolean asksOwners(Affiliation affiliation) {
        return this == AUTHORIZE && !isListed(affiliation);
    }

    /** Whether this depends on the contacts of owners. */
    boolean asksContacts() {
        return switch (this) {
            case PRESENCE, ROSTER -> true;
            case OPEN, AUTHORIZE, WHITELIST -> false;
        };
    }

    /** Why somebody may not retrieve items (§6.5.9); nothing if they may. */
    Optional<Refusal> toRetrieve(Standing who) {
        return toSubscribe(who).or(() -> unless(who.subscribed() || !needsSubscription(who), Reason.NOT_SUBSCRIBED));
    }

    /** §6.5.1: owners always retrieve, and publishers too; others must subscribe first where the model says so. */
    private boolean needsSubscription(Standing who) {
        boolean publishes = who.affiliation().grant(Privilege.PUBLISH) == Grant.YES;
        return switch (this) {
            case AUTHORIZE, WHITELIST -> !publishes;
            case OPEN, PRESENCE, ROSTER -> false;
        };
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
        return label;
    }
}
