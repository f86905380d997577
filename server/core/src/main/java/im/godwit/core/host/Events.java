package im.godwit.core.host;

import im.godwit.plugin.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells plugins what happened on a host, on the thread on which it happened. */
final class Events {
    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private record Listener<E extends Event>(String plugin, Class<E> kind, Consumer<E> action) {
        void tell(Event event) {
            if (!kind.isInstance(event)) {
                return;
            }
            try {
                action.accept(kind.cast(event));
            } catch (RuntimeException failed) {
                // the others must still hear of it: a session's end, for example, is told only once
                log.atError()
                        .addKeyValue("plugin", plugin)
                        .setCause(failed)
                        .log("A listener to {} failed", kind.getSimpleName());
            }
        }
    }

    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();

    <E extends Event> Runnable on(String plugin, Class<E> kind, Consumer<E> action) {
        Listener<E> listener = new Listener<>(plugin, kind, action);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void raise(Event event) {
        listeners.forEach(listener -> listener.tell(event));
    }
}
