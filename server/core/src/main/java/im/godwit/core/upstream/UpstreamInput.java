package im.godwit.core.upstream;

import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;

/** Where a stream to the upstream server reports what happens. Called in the order of the wire; must not block. */
public interface UpstreamInput {
    /** The connection is there and encrypted: the stream can be opened. */
    void ready();

    /** The server's stream header came, the first or that of a restart. */
    void serverHeader(StreamHeader header);

    /** A complete first-level child of the stream came. */
    void child(Element element);

    /** All that was sent has left. */
    void drained();

    /** The server closed its stream. */
    void serverEnd();

    /**
     * There is no connection, or none any more: it could not be made or not be secured, it broke, or the server sent
     * what cannot be accepted. No call but {@link #drained} follows this one.
     */
    void failed(StreamError error);
}
