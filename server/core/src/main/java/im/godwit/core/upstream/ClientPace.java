package im.godwit.core.upstream;

import im.godwit.core.transport.Transport;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the client is read: not while there is no server to take more, nor while the server has more to take than it
 * does. What its transport has read by then still comes. May be used from any thread.
 */
final class ClientPace {
    private final Transport client;
    private final AtomicBoolean paused = new AtomicBoolean();

    ClientPace(Transport client) {
        this.client = client;
    }

    void pause() {
        client.pauseInput();
        paused.set(true);
    }

    /** Whether the client waits for its server. */
    boolean isPaused() {
        return paused.get();
    }

    /** Pauses if what went to this server is too much for it; the server reports when it has drained. */
    void slowDown(ServerLink server) {
        if (server.upstream().isCongested()) {
            pause();
            if (!server.upstream().isCongested()) {
                server.reports().drained(); // it may have drained before the pause began
            }
        }
    }

    /** Reads again, if this server can take more. */
    void resume(ServerLink server) {
        if (!server.upstream().isCongested() && paused.compareAndSet(true, false)) {
            client.resumeInput();
        }
    }
}
