package im.godwit.core.router;

import im.godwit.plugin.Host.At;
import im.godwit.plugin.IqHandler;
import im.godwit.stanza.Iq;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who answers which IQ request of one domain (RFC 6120 §10.3.3, §10.5). */
public final class IqTable {
    private record Key(Iq.Type type, Name payload, At at) {}

    private record Entry(String plugin, IqHandler handler) {}

    private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();

    /**
     * Registers a handler at one place.
     *
     * @return takes it out again
     * @throws IllegalStateException if another plugin answers that request there
     */
    public Runnable add(String plugin, Iq.Type type, Name payload, At at, IqHandler handler) {
        Key key = new Key(type, payload, at);
        Entry present = entries.putIfAbsent(key, new Entry(plugin, handler));
        if (present != null) {
            throw new IllegalStateException("plugins \"" + present.plugin() + "\" and \"" + plugin
                    + "\" both answer IQ " + type.text() + " " + payload + " at " + at + "; disable one of them");
        }
        return () -> entries.remove(key);
    }

    /** The handler of a request at one place. */
    public Optional<IqHandler> find(Iq request, At at) {
        return request.payload()
                .map(payload -> entries.get(new Key(request.type(), payload.name(), at)))
                .map(Entry::handler);
    }
}
