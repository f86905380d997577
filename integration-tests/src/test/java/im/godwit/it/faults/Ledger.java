package im.godwit.it.faults;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the senders know of each message that was ever sent. For any thread. */
final class Ledger {
    private final Map<Note, Integer> tries = new ConcurrentHashMap<>();
    private final Set<Note> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Note, String> refused = new ConcurrentHashMap<>();

    /** It is about to be sent; once more only if the sender cannot know whether the server has it. */
    void tried(Note note) {
        tries.merge(note, 1, Integer::sum);
    }

    /** The server has acknowledged it. */
    void acknowledged(Note note) {
        acknowledged.add(note);
    }

    /** The server has answered it with an error of this condition and type. */
    void refused(Note note, String error) {
        refused.put(note, error);
    }

    /** How often it may be there: once for each time that it was sent. */
    int tries(Note note) {
        return tries.getOrDefault(note, 0);
    }

    boolean isRefused(Note note) {
        return refused.containsKey(note);
    }

    /** What senders were told that it reached nobody. */
    Stream<Note> refused() {
        return refused.keySet().stream();
    }

    int sent() {
        return tries.size();
    }

    int refusals() {
        return refused.size();
    }

    /** Errors other than this one. */
    Set<String> refusalsBut(String expected) {
        Set<String> others = new TreeSet<>(refused.values());
        others.remove(expected);
        return others;
    }

    int acknowledgements() {
        return acknowledged.size();
    }

    long sentAgain() {
        return tries.values().stream().filter(times -> times > 1).count();
    }

    /** What the server has promised to take care of. */
    Stream<Note> promised() {
        return acknowledged.stream().filter(note -> !refused.containsKey(note));
    }
}
