package im.godwit.plugins.pubsub.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** XEP-0060 §4.2. No subscription must be configured first, so none is unconfigured. */
public enum SubscriptionState {
    NONE,
    /** Requested, and not yet approved by an owner. */
    PENDING,
    SUBSCRIBED;

    /** As written in XML. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this name. */
    public static Optional<SubscriptionState> named(String text) {
        return Arrays.stream(values()).filter(s -> s.text().equals(text)).findFirst();
    }
}
