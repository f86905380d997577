package im.godwit.service;

import im.godwit.stanza.Stanza;
import java.util.Optional;

/**
 * Says which stanzas may wait while nobody looks at a client (XEP-0352 §3.2). An extension point: a plugin contributes
 * what it knows about its own stanzas; the first that has an opinion decides, and what nobody knows goes at once. Asked
 * under a lock of the session: must not block.
 */
@FunctionalInterface
public interface Deferral {
    /** It goes at once. */
    Urgency NOW = new Now();

    /** It waits in order. */
    Urgency LATER = new Later();

    /** What is to be done with a stanza; nothing if this deferral has no opinion. */
    Optional<Urgency> of(Stanza stanza);

    /** How urgent a stanza is. */
    sealed interface Urgency permits Now, Later, Replacing {}

    /** The user wants to know it now, or the client must answer it. What waits leaves before it. */
    record Now() implements Urgency {}

    /** It waits until something urgent comes or the client is looked at. */
    record Later() implements Urgency {}

    /**
     * It waits, and of all that wait about the same subject only the last is sent.
     *
     * @param subject such as {@code presence romeo@example.org/home}
     */
    record Replacing(String subject) implements Urgency {}
}
