package im.godwit.core.upstream;

import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;

/**
 * A stream to another server, of which this is the initiating entity (RFC 6120 §4). All methods may be called from any
 * thread and never block; what is sent leaves in the order of the calls.
 */
public interface Upstream {
    /** Sends a stream header, the first or that of a restart; after {@link UpstreamInput#ready} only. */
    void open(StreamHeader header);

    /**
     * Sends one first-level child. A queue that is full closes the connection and reports {@link UpstreamInput#failed};
     * {@link #isCongested} tells in time.
     */
    void send(Element element);

    /** Whether so much waits to be sent that no more should come before {@link UpstreamInput#drained}. */
    boolean isCongested();

    /** Stops reading, to slow the server down. */
    void pauseInput();

    /** Reads again. */
    void resumeInput();

    /** Ends the stream, and closes the connection once the server has ended it too, or after a few seconds. */
    void end();

    /** Closes the connection once all is sent, without the end of the stream: so it can be resumed (XEP-0198 §5). */
    void leave();
}
