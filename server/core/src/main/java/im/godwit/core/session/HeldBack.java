package im.godwit.core.session;

import im.godwit.core.xml.ElementSize;
import im.godwit.plugin.Outcome;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stanzas that wait until somebody looks at the client, in order and bounded (XEP-0352 §3.2). */
final class HeldBack {
    private static final int STANZAS = 500;
    private static final int BYTES = 128 * 1024;

    private final Map<Object, Held> stanzas = new LinkedHashMap<>();
    private int bytes;

    /** A stanza and who is told what becomes of it. */
    record Held(Element stanza, Outcome outcome) {}

    /** Adds a stanza behind the others. */
    void add(Held held) {
        put(held, held);
    }

    /** Adds a stanza in place of the one that said the same before. */
    void add(String subject, Held held) {
        Held before = stanzas.remove(subject);
        if (before != null) {
            bytes -= ElementSize.of(before.stanza());
            before.outcome().taken(); // the newer one says it
        }
        put(subject, held);
    }

    private void put(Object key, Held held) {
        stanzas.put(key, held);
        bytes += ElementSize.of(held.stanza());
    }

    /** Whether no more may wait. */
    boolean isFull() {
        return stanzas.size() >= STANZAS || bytes >= BYTES;
    }

    List<Held> take() {
        List<Held> taken = new ArrayList<>(stanzas.values());
        stanzas.clear();
        bytes = 0;
        return taken;
    }
}
