package im.godwit.plugins.muc.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The latest messages of a room. */
final class History {
    private final Deque<HistoryEntry> entries = new ArrayDeque<>();

    void add(HistoryEntry entry, int capacity) {
        entries.addLast(entry);
        trim(capacity);
    }

    void addAll(Collection<HistoryEntry> stored) {
        entries.addAll(stored);
    }

    void trim(int capacity) {
        while (entries.size() > capacity) {
            entries.removeFirst();
        }
    }

    /** Takes back what could not be kept. */
    void remove(HistoryEntry entry) {
        entries.remove(entry);
    }

    /** The occupant identifier of whoever said something. */
    Optional<String> author(String id) {
        return entries.stream()
                .filter(entry -> entry.isCalled(id))
                .map(HistoryEntry::occupant)
                .findFirst();
    }

    /** XEP-0424 §5: what was retracted is not told again. */
    void withdraw(String id) {
        entries.removeIf(entry -> entry.isCalled(id));
    }

    /** When an occupant last said something with a body that is still known. */
    Optional<Instant> lastOf(String occupant) {
        Iterator<HistoryEntry> latest = entries.descendingIterator();
        while (latest.hasNext()) {
            HistoryEntry entry = latest.next();
            if (entry.occupant().equals(occupant) && entry.hasBody()) {
                return Optional.of(entry.said());
            }
        }
        return Optional.empty();
    }

    List<HistoryEntry> all() {
        return List.copyOf(entries);
    }

    /**
     * §7.2.14: the latest complete messages within all bounds, the oldest first.
     *
     * @param length of a message as a complete stanza
     */
    List<HistoryEntry> select(HistoryWish wish, ToIntFunction<HistoryEntry> length) {
        int stanzas = wish.maxStanzas().orElse(Integer.MAX_VALUE);
        long chars = wish.maxChars().map(Integer::longValue).orElse(Long.MAX_VALUE);
        List<HistoryEntry> chosen = new ArrayList<>();
        Iterator<HistoryEntry> latest = entries.descendingIterator();
        while (latest.hasNext() && chosen.size() < stanzas) {
            HistoryEntry entry = latest.next();
            boolean tooOld =
                    wish.since().filter(since -> entry.said().isBefore(since)).isPresent();
            if (wish.maxChars().isPresent()) {
                chars -= length.applyAsInt(entry);
            }
            if (tooOld || chars < 0) {
                break;
            }
            chosen.add(entry);
        }
        return chosen.reversed();
    }
}
