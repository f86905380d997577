package im.godwit.plugin;

import java.util.HashMap;
import java.util.Map;

/**
 * A stream whose client has not authenticated: what plugins remember with it from one of its requests to the next. Gone
 * with the stream. May be used by any thread.
 */
public final class Visit {
    private volatile Map<Session.Key<?>, Object> remembered = Map.of();

    /** What a plugin remembers; {@link Session.Key#initial()} until set. */
    @SuppressWarnings("unchecked") // only set puts values in
    public <T> T get(Session.Key<T> key) {
        Object value = remembered.get(key);
        return value == null ? key.initial() : (T) value;
    }

    /** Remembers something. */
    public synchronized <T> void set(Session.Key<T> key, T value) {
        Map<Session.Key<?>, Object> more = new HashMap<>(remembered);
        more.put(key, value);
        remembered = Map.copyOf(more);
    }
}
