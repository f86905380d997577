package im.godwit.core.net;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Lets the thread that sends write, as far as the system takes it at once, where MINA would wake its I/O thread for
 * each write and pass each through its filters.
 */
public final class EagerProcessor extends NioProcessor {
    private static final Object KEY = EagerProcessor.class;

    /** Called by MINA's pool of processors. */
    public EagerProcessor(Executor executor) {
        super(executor);
    }

    @Override
    protected void init(NioSession session) throws Exception {
        super.init(session);
        session.setAttribute(KEY, this);
    }

    /** The processor of a connection; each is given one before it is opened. */
    static EagerProcessor of(IoSession session) {
        return (EagerProcessor) session.getAttribute(KEY);
    }

    /**
     * Writes in the clear what the system takes at once. Right only where the connection has no other write under way,
     * which {@link OutboundQueue} sees to, and no filters.
     *
     * @return whether all was written; if not, what is left goes MINA's way
     */
    boolean writeNow(IoSession session, IoBuffer bytes) {
        try {
            write((NioSession) session, bytes, bytes.remaining());
        } catch (IOException broken) {
            return false; // MINA meets it again, and ends the connection
        }
        return !bytes.hasRemaining();
    }
}
