package im.godwit.plugins.offline;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Delayed delivery (XEP-0203) as one domain says it.
 *
 * @param domain who delays
 */
record Delay(Jid domain) {
    private static final Name DELAY = new Name("urn:xmpp:delay", "delay");

    /** The message with a note of when it came; one that carries such a note keeps it, for there is only one (§2). */
    Message note(Message message, Instant came) {
        if (message.element().child(DELAY).isPresent()) {
            return message;
        }
        Element delay = Element.builder(DELAY)
                .attribute("from", domain.toString())
                // XEP-0082 §3.2: in UTC
                .attribute("stamp", came.truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
        return message.withElement(message.element().with(delay));
    }

    /** When a message came that was kept before, by our own note. */
    Optional<Instant> noted(Message message) {
        return message.element()
                .elements(DELAY)
                .filter(this::isOurs)
                .findFirst()
                .flatMap(delay -> delay.attribute("stamp"))
                .flatMap(Delay::instant);
    }

    /** The message without notes in our name that others made (§5). */
    Message withoutForged(Message message) {
        List<Node> genuine = message.element().children().stream()
                .filter(node -> !(node instanceof Element child && child.is(DELAY) && isOurs(child)))
                .toList();
        boolean clean = genuine.size() == message.element().children().size();
        return clean ? message : message.withElement(message.element().withChildren(genuine));
    }

    private boolean isOurs(Element delay) {
        return delay.attribute("from")
                .flatMap(Jid::tryParse)
                .map(domain::equals)
                .orElse(false);
    }

    private static Optional<Instant> instant(String stamp) {
        try {
            return Optional.of(Instant.parse(stamp));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
