package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.Optional;

/** Who may subscribe and retrieve items (XEP-0060 §4.5). */
public enum AccessModel implements Choice {
    OPEN("open", "Anyone may subscribe and retrieve items", false, false),
    WHITELIST("whitelist", "Only those on a whitelist may subscribe and retrieve items", true, true);

    private final String text;
    private final String label;
    private final boolean listed;
    private final boolean subscribersOnly;

    AccessModel(String text, String label, boolean listed, boolean subscribersOnly) {
        this.text = text;
        this.label = label;
        this.listed = listed;
        this.subscribersOnly = subscribersOnly;
    }

    /** Why somebody of this affiliation may not subscribe (§6.1.3); nothing if they may. */
    Optional<Refusal> toSubscribe(Affiliation affiliation) {
        if (affiliation.grant(Privilege.SUBSCRIBE) == Grant.NO) {
            return Optional.of(Reason.FORBIDDEN); // §6.1.3.8
        }
        return closedTo(affiliation) ? Optional.of(Reason.CLOSED_NODE) : Optional.empty(); // §6.1.3.4
    }

    /** Why somebody may not retrieve items (§6.5.9); nothing if they may. */
    Optional<Refusal> toRetrieve(Affiliation affiliation, boolean subscribed) {
        if (affiliation.grant(Privilege.SUBSCRIBE) == Grant.NO) {
            return Optional.of(Reason.FORBIDDEN); // §6.5.9.10
        }
        if (closedTo(affiliation)) {
            return Optional.of(Reason.CLOSED_NODE); // §6.5.9.8
        }
        // §6.5.1: owners always and publishers too; others must subscribe first where the model says so
        boolean publishes = affiliation.grant(Privilege.PUBLISH) == Grant.YES;
        return subscribersOnly && !publishes && !subscribed ? Optional.of(Reason.NOT_SUBSCRIBED) : Optional.empty();
    }

    private boolean closedTo(Affiliation affiliation) {
        return listed && affiliation.grant(Privilege.RETRIEVE) == Grant.NO;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String label() {
        return label;
    }
}
