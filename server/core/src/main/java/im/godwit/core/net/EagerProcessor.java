package im.godwit.core.net;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Writes on the thread that sends, as far as the system takes it at once, where MINA would wake its I/O thread for each
 * write. What is left, and all that is encrypted, goes MINA's way.
 *
 * <p>Right only where a connection has one write at a time, which {@link OutboundQueue} sees to; TLS has writes of its
 * own.
 */
public final class EagerProcessor extends NioProcessor {
    /** Called by MINA's pool of processors. */
    public EagerProcessor(Executor executor) {
        super(executor);
    }

    @Override
    public void write(NioSession session, WriteRequest request) {
        if (session.isClosing() || session.getFilterChain().contains(TlsFilter.NAME) || !writeNow(session, request)) {
            super.write(session, request);
        }
    }

    /** Whether all was written. */
    private boolean writeNow(NioSession session, WriteRequest request) {
        IoBuffer bytes = (IoBuffer) request.getMessage();
        try {
            int written = write(session, bytes, bytes.remaining());
            session.increaseWrittenBytes(written, System.currentTimeMillis());
        } catch (IOException broken) {
            return false; // MINA meets it again, and ends the connection
        }
        if (bytes.hasRemaining()) {
            return false;
        }
        session.getFilterChain().fireMessageSent(request);
        return true;
    }
}
