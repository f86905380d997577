package im.godwit.http;

import java.util.List;
import java.util.Optional;

/**
 * Where the events of one client come from. They are pulled as fast as the client takes them, so what waits for a slow
 * one need not be in memory; while nothing happens there is no thread. The gateway ends a client that does not read.
 */
public interface EventSource extends AutoCloseable {
    /**
     * Called once, before all else. May block.
     *
     * @param wake to be run when there may be something new, from any thread, as often as one likes; never blocks
     */
    void open(Runnable wake);

    /**
     * The next events in their order; an empty list if there are none until the next wake, nothing at all if there will
     * never be any. Called on a virtual thread, once at a time, first when the source is open; may block. A batch
     * should stay below 100 KiB or hold one event. An exception ends the stream; the client comes back.
     */
    Optional<List<ServerEvent>> next();

    /** The client is gone, or the server stops; called once, whatever came before. Never blocks. */
    @Override
    void close();
}
