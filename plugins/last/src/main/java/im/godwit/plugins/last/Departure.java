package im.godwit.plugins.last;

import im.godwit.stanza.Presence;
import im.godwit.store.Codec;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.Optional;

/**
 * How an account left (XEP-0012 §3).
 *
 * @param at when
 * @param status the status of its last unavailable presence; empty where it left without one
 */
record Departure(Instant at, String status) {
    /** A time, a space, the status. */
    static final Codec<Departure> CODEC = new Codec<>(left -> left.at() + " " + left.status(), Departure::read);

    /** A longer status is kept by nobody. */
    private static final int MAX_STATUS = 1024;

    static Departure with(Presence presence, Instant at) {
        Optional<String> status = presence.element().child("status").map(Element::text);
        return new Departure(
                at, status.filter(text -> text.length() <= MAX_STATUS).orElse(""));
    }

    private static Departure read(String text) {
        String[] parts = text.split(" ", 2);
        return new Departure(Instant.parse(parts[0]), parts[1]);
    }
}
