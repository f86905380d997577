package im.godwit.plugins.pubsub.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** XEP-0060 §4.2. */
public enum SubscriptionState {
    NONE,
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
