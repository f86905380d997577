package im.godwit.core.stream;

import im.godwit.core.transport.StreamError;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;

/** A session's way to its client. May be called from any thread; never blocks. */
public interface SessionOutlet {
    Peer peer();

    /**
     * Sends a first-level element.
     *
     * @return false if the stream is closed, so that nothing was sent
     */
    boolean send(Element element);

    /** Ends the stream with an error, as a replaced session's (RFC 6120 §7.7.2.2) or at shutdown. */
    void close(StreamError error);
}
