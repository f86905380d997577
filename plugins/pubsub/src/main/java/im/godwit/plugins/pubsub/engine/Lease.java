package im.godwit.plugins.pubsub.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a subscription lasts ({@code expire}, XEP-0060 §12.5, §12.18). */
public sealed interface Lease {
    /** Until somebody ends it. */
    Lease UNLIMITED = new Unlimited();

    /** For as long as the subscriber is available. */
    Lease PRESENCE = new Presence();

    record Unlimited() implements Lease {
        @Override
        public String text() {
            return "";
        }
    }

    /** Until this time. */
    record Until(Instant time) implements Lease {
        @Override
        public String text() {
            return time.truncatedTo(ChronoUnit.MILLIS).toString();
        }
    }

    record Presence() implements Lease {
        @Override
        public String text() {
            return "presence";
        }
    }

    /** As written in forms: a date and time (XEP-0082 §3.2), {@code presence}, or nothing. */
    String text();

    /** The lease of this text. */
    static Optional<Lease> read(String text) {
        if (text.isEmpty()) {
            return Optional.of(UNLIMITED);
        }
        if (text.equals(PRESENCE.text())) {
            return Optional.of(PRESENCE);
        }
        try {
            return Optional.of(new Until(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** When it ends by the clock, if it does. */
    default Optional<Instant> end() {
        return this instanceof Until until ? Optional.of(until.time()) : Optional.empty();
    }
}
