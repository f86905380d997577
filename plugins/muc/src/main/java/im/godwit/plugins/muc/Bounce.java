package im.godwit.plugins.muc;

import im.godwit.stanza.Condition;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.EnumSet;
import java.util.Set;

/** Tells errors of delivery from others (XEP-0045 §18.1.2). */
final class Bounce {
    private static final Set<Condition> FINAL = EnumSet.of(
            Condition.GONE,
            Condition.ITEM_NOT_FOUND,
            Condition.RECIPIENT_UNAVAILABLE,
            Condition.REDIRECT,
            Condition.REMOTE_SERVER_NOT_FOUND,
            Condition.REMOTE_SERVER_TIMEOUT,
            // RFC 6121 §8.5.3.2.1: so answers the server of a client that is gone
            Condition.SERVICE_UNAVAILABLE);

    private Bounce() {}

    /** Whether an error says that its sender cannot be reached. */
    static boolean isFinal(Stanza stanza) {
        return FINAL.stream()
                .map(condition -> new Name(Namespaces.STANZA_ERRORS, condition.local()))
                .anyMatch(name -> stanza.error().flatMap(e -> e.child(name)).isPresent());
    }
}
