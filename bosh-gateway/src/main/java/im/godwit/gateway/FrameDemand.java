package im.godwit.gateway;

import org.eclipse.jetty.websocket.core.CoreSession;

/**
 * When the next frame of a WebSocket is read: after the one before, but not during a pause, so that TCP slows the
 * client down. May be used from any thread; calls Jetty without a lock.
 */
final class FrameDemand {
    private boolean paused;
    /** A frame would have been read, but for the pause. */
    private boolean owed;

    private boolean over;

    /** A frame was taken. */
    void next(CoreSession socket) {
        if (take()) {
            socket.demand();
        }
    }

    private synchronized boolean take() {
        owed = paused;
        return !paused && !over;
    }

    synchronized void pause() {
        paused = true;
    }

    void resume(CoreSession socket) {
        if (takeOwed()) {
            socket.demand();
        }
    }

    private synchronized boolean takeOwed() {
        paused = false;
        boolean due = owed && !over;
        owed = false;
        return due;
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /** No frame is read any more. */
    synchronized void stop() {
        over = true;
    }
}
