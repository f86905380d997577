package im.godwit.gateway;

import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;

/** What waits to go to the client, in order and bounded in bytes. Guarded by its session's lock. */
final class ResponseBuffer {
    private final int limit;
    private List<Payload> waiting = new ArrayList<>(4);
    private int size;

    /** @param limit how many bytes may wait */
    ResponseBuffer(int limit) {
        this.limit = limit;
    }

    /**
     * An element and its bytes.
     *
     * @param usesStreams whether the bytes need the declaration of the {@code stream} prefix
     */
    record Payload(Element element, byte[] xml, boolean usesStreams) {
        /** Serialises the element as it stands inside a body. */
        static Payload of(Element element) {
            return new Payload(element, ElementWriter.toBytes(element, BoshBody.HTTPBIND), usesStreams(element));
        }

        // At any depth: a client may put such an element into a message to another, and an undeclared prefix would
        // make the whole body unreadable.
        private static boolean usesStreams(Element element) {
            if (element.namespace().equals(Namespaces.STREAMS)) {
                return true;
            }
            for (Node node : element.children()) {
                if (node instanceof Element child && usesStreams(child)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether the payload would be more than may wait; a single one always may. */
    boolean isFullFor(Payload payload) {
        return !waiting.isEmpty() && size + payload.xml().length > limit;
    }

    /** Whether more than half of what may waits. */
    boolean isCongested() {
        return size > limit / 2;
    }

    void add(Payload payload) {
        waiting.add(payload);
        size += payload.xml().length;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes all that waits. */
    List<Payload> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Payload> taken = waiting;
        waiting = new ArrayList<>(4);
        size = 0;
        return taken;
    }
}
