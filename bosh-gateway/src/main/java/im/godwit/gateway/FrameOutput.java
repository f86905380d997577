package im.godwit.gateway;

import im.godwit.xml.Element;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * The sending side of a WebSocket: frames leave in order, and as many bytes as may wait. Guarded by its owner's lock,
 * but for {@link #run}, without which nothing leaves and which must not be called under that lock.
 */
final class FrameOutput {
    private final Relay steps = new Relay();
    private final FrameQueue queue;
    private final Runnable sent;
    private CoreSession socket;

    /**
     * @param limit how many bytes may wait
     * @param sent called without a lock for each frame that has left; {@link #left} must follow
     */
    FrameOutput(int limit, Runnable sent) {
        queue = new FrameQueue(limit);
        this.sent = sent;
    }

    /** The connection is made; before any other call. */
    void start(CoreSession made) {
        socket = made;
    }

    /** Sends an element in a message; whether there was room for it. */
    boolean send(Element element, byte[] message) {
        return send(queue.add(element, message.length), OpCode.TEXT, message);
    }

    /** Sends what is no element of the stream; whether there was room for it. */
    boolean send(byte opCode, byte[] content) {
        return send(queue.add(content.length), opCode, content);
    }

    private boolean send(boolean fits, byte opCode, byte[] content) {
        if (fits) {
            Frame frame = new Frame(opCode, ByteBuffer.wrap(content));
            steps.add(() -> socket.sendFrame(frame, Callback.from(sent, failure -> {}), false));
        }
        return fits;
    }

    /** RFC 6455 §7.1.2: begins the closing handshake. */
    void close(int status) {
        steps.add(() -> socket.close(status, null, Callback.NOOP));
    }

    /** Ends the connection. */
    void abort() {
        steps.add(() -> socket.abort());
    }

    /** The oldest frame has left. Whether that was the last one of too many. */
    boolean left() {
        return queue.sent();
    }

    boolean isCongested() {
        return queue.isCongested();
    }

    /** The stanzas that have not left. */
    List<Element> undelivered() {
        return queue.undelivered();
    }

    /** Sends what was decided. */
    void run() {
        steps.run();
    }
}
