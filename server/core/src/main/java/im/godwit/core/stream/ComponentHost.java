package im.godwit.core.stream;

import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;

/** What a component's stream needs of the server. Called on the stream's thread; may block. */
public interface ComponentHost {
    /** The component's domain. */
    Jid domain();

    /**
     * Whether a handshake proves that its sender knows the secret (XEP-0114 §3); takes as long for a wrong one.
     *
     * @param streamId the id of our stream header
     */
    boolean isProof(String streamId, String handshake);

    /**
     * Connects the component: its stanzas go to this stream from now on.
     *
     * @param greet tells the component so, before the first stanza can reach it
     * @return false if another stream is connected; nothing has happened then
     */
    boolean connect(SessionOutlet stream, Runnable greet);

    /** The stream is over. */
    void disconnect(SessionOutlet stream);

    /** Routes a stanza from the component's domain; when it returns, what of its effects must last is on disk. */
    void accept(Stanza stanza);
}
