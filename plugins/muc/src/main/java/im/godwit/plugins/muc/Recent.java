package im.godwit.plugins.muc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was put in lately; the oldest is forgotten when there is too much. Threads may share it.
 *
 * @param <K> what it is found by
 * @param <V> what is remembered
 */
final class Recent<K, V> {
    private final Map<K, V> entries;

    Recent(int capacity) {
        entries = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized void put(K key, V value) {
        entries.remove(key);
        entries.put(key, value);
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized Optional<V> take(K key) {
        return Optional.ofNullable(entries.remove(key));
    }
}
