package im.godwit.plugins.caps;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one session announced last, and what is known of it. Its stream's thread announces; the thread that learned what
 * a hash stands for tells; any thread may read.
 */
final class Client {
    /** So many changes that nobody has seen before are no client's any more. */
    private static final int MAX_INQUIRIES = 32;

    private record State(Optional<CapsHash> hash, Set<String> features) {}

    private final AtomicReference<State> state = new AtomicReference<>(new State(Optional.empty(), Set.of()));
    private int inquiries; // of its stream's thread

    Set<String> features() {
        return state.get().features();
    }

    /** Whether this is what it announces already. */
    boolean announces(CapsHash hash) {
        return state.get().hash().filter(hash::equals).isPresent();
    }

    /** It announces another hash: what it can do is not known. */
    void announce(CapsHash hash) {
        state.set(new State(Optional.of(hash), Set.of()));
    }

    /** It announces another hash, whose features are known; what was known before. */
    Set<String> announce(CapsHash hash, Set<String> features) {
        return state.getAndSet(new State(Optional.of(hash), features)).features();
    }

    /** Its presence session is over, or a new one begins. */
    void forget() {
        state.set(new State(Optional.empty(), Set.of()));
    }

    /** What its hash stands for was learned; false if it announces another one by now, or was told already. */
    boolean learned(CapsHash hash, Set<String> features) {
        State before = state.get();
        boolean waits = before.hash().filter(hash::equals).isPresent()
                && !before.features().equals(features);
        return waits && state.compareAndSet(before, new State(before.hash(), features));
    }

    /** Whether it may still make the server ask; counts. */
    boolean mayCauseInquiry() {
        inquiries++;
        return inquiries <= MAX_INQUIRIES;
    }
}
