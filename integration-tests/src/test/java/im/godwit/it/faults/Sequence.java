package im.godwit.it.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages in one place, such as an archive, in the order in which they lie there. Each pair's first appearances
 * must be in order (RFC 6120 §10.1), nothing may be there more often than it was sent, and nothing that was not sent.
 */
final class Sequence {
    private final String place;
    private final Ledger ledger;
    private final Map<Note, Integer> times = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    Sequence(String place, Ledger ledger) {
        this.place = place;
        this.ledger = ledger;
    }

    void add(Note note) {
        if (ledger.tries(note) == 0) {
            findings.add(place + ": " + note.id() + " was never sent");
        }
        int there = times.merge(note, 1, Integer::sum);
        if (there > ledger.tries(note)) {
            findings.add(place + ": " + note.id() + " is there " + there + " times, sent " + ledger.tries(note));
        }
        int before = highest.getOrDefault(note.pair(), 0);
        if (there == 1 && note.number() < before) {
            findings.add(place + ": " + note.id() + " comes after number " + before);
        }
        highest.put(note.pair(), Math.max(before, note.number()));
    }

    boolean has(Note note) {
        return times.containsKey(note);
    }

    List<String> findings() {
        return findings;
    }
}
