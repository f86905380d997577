package im.godwit.gateway;

import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** What was handed to a connection and has not left yet, in order and bounded in bytes. Guarded by its owner's lock. */
final class FrameQueue {
    private record Waiting(Optional<Element> element, int size) {}

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(4);
    private final int limit;
    private int size;
    private boolean congested;

    /** @param limit how many bytes may wait */
    FrameQueue(int limit) {
        this.limit = limit;
    }

    /** Adds an element of that many bytes; whether there was room for it. One alone always has. */
    boolean add(Element element, int bytes) {
        return add(new Waiting(Optional.of(element), bytes));
    }

    /** Adds what is no element of the stream. */
    boolean add(int bytes) {
        return add(new Waiting(Optional.empty(), bytes));
    }

    private boolean add(Waiting next) {
        boolean fits = waiting.isEmpty() || size + next.size() <= limit;
        waiting.add(next);
        size += next.size();
        congested |= size > limit / 2;
        return fits;
    }

    /** Whether more than half of what may waits, or did and has not all left since. */
    boolean isCongested() {
        return congested;
    }

    /** The oldest has left. Whether that was the last one of too many. */
    boolean sent() {
        size -= waiting.remove().size();
        boolean relieved = congested && waiting.isEmpty();
        congested &= !relieved;
        return relieved;
    }

    /** The stanzas that have not left. */
    List<Element> undelivered() {
        return waiting.stream()
                .flatMap(one -> one.element().stream())
                .filter(element -> element.namespace().equals(Namespaces.CLIENT))
                .toList();
    }
}
