package im.godwit.plugins.pubsub;

import im.godwit.stanza.Presence;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.Optional;

/** How long ago a client says that it was last there (XEP-0312 §2). */
public final class Ago {
    private static final Name AGO = new Name("urn:xmpp:ago:0", "ago");

    private Ago() {}

    /** When that was; none where it does not say so in a way that makes sense, as presence is not answered. */
    public static Optional<Instant> in(Presence presence, Instant now) {
        return presence.element()
                .child(AGO)
                .flatMap(ago -> ago.attribute("secs"))
                .flatMap(Ago::seconds)
                .map(seconds -> now.minusSeconds(Math.min(seconds, now.getEpochSecond())));
    }

    /** §8: an {@code xs:unsignedLong}. */
    private static Optional<Long> seconds(String text) {
        try {
            long seconds = Long.parseUnsignedLong(text.strip());
            return Optional.of(seconds < 0 ? Long.MAX_VALUE : seconds);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
