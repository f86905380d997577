package im.godwit.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * The socket of one client, with fewer system calls than Jetty's own. Jetty has the selector forget a socket with each
 * read and learn of it again before the next, which for a request that was held means to wake the selector's thread.
 * Here the selector goes on watching, until it finds something that nobody wants to read yet. And what has been read to
 * its end is not read again before the selector has seen more.
 *
 * <p>Read by one thread at a time, as Jetty does; selected by the selector's thread, perhaps at the same time.
 */
final class ClientEndPoint extends SocketChannelEndPoint {
    private final BooleanSupplier isOver;
    /** Whether the selector is sure to tell of what comes. */
    private volatile boolean watched;
    /** Whether the last read took all there was. */
    private volatile boolean drained;

    /** @param isOver whether the listener has stopped */
    ClientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            BooleanSupplier isOver) {
        super(channel, selector, key, scheduler);
        this.isOver = isOver;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        if (isOver.getAsBoolean()) {
            close(); // it comes too late to be closed with the others
        }
    }

    // A reader comes forward and then asks whether the selector watches; the selector stops watching and then asks
    // whether a reader has come forward. One of the two sees the other.
    @Override
    protected void needsFillInterest() {
        if (!watched) {
            watched = true;
            super.needsFillInterest();
        }
    }

    @Override
    public Runnable onSelected() {
        boolean writing = isWriteInterested();
        drained = false;
        Runnable task = super.onSelected();
        watched = false;
        if (isFillInterested()) {
            needsFillInterest(); // watches on; the selector has not been told yet that it need not
        } else if (!writing) {
            return null; // Jetty would wake a thread to find out that there is nothing to do
        }
        return task != null && isWebSocket() ? Invocable.from(InvocationType.NON_BLOCKING, task) : task;
    }

    /** Whether the connection is one whose reader is known not to block, although Jetty takes it for one that may. */
    private boolean isWebSocket() {
        Connection inner = getConnection() instanceof SslConnection tls
                ? tls.getSslEndPoint().getConnection()
                : getConnection();
        return inner instanceof WebSocketConnection;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (drained && !isInputShutdown()) {
            return 0;
        }
        int room = BufferUtil.space(buffer);
        int filled = super.fill(buffer);
        // less than there was room for: the selector tells of what comes later, the end of input too
        drained = filled >= 0 && filled < room;
        return filled;
    }
}
