package im.godwit.archive;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Message retraction as archives see it (XEP-0424). */
public final class Retraction {
    /** The namespace, and the feature of what archives retractions (§2). */
    public static final String NAMESPACE = "urn:xmpp:message-retract:1";

    /** The feature of what replaces retracted messages (§4). */
    public static final String TOMBSTONES = NAMESPACE + "#tombstone";

    public static final Name RETRACT = new Name(NAMESPACE, "retract");
    public static final Name RETRACTED = new Name(NAMESPACE, "retracted");

    private Retraction() {}

    /** The id of the message that a message retracts, if it does (§3). */
    public static Optional<String> target(Element message) {
        return message.child(RETRACT)
                .flatMap(retract -> retract.attribute("id"))
                .filter(id -> !id.isEmpty());
    }

    /**
     * What tells that a message was retracted (§4); more may be added.
     *
     * @param id of the message that retracted it
     */
    public static ElementBuilder retracted(Optional<String> id, Instant at) {
        return Element.builder(RETRACTED)
                .attribute("id", id)
                .attribute("stamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** What stays of a retracted message: who sent it to whom, and that it was retracted (§4). */
    public static Element tombstone(Element original, Element retracted) {
        return original.withChildren(List.of(retracted));
    }
}
