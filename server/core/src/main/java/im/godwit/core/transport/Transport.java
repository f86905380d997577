package im.godwit.core.transport;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries one stream. All methods may be called from any thread and never block; what is sent leaves in the order of
 * the calls.
 */
public interface Transport {
    /** What it is, for logs: {@code tcp}, {@code bosh}, {@code websocket}. */
    String protocol();

    /** The other end, as known now; encryption may start later. */
    Peer peer();

    /** Whether {@link #startTls} is possible now. */
    boolean canStartTls();

    /** The channel-binding types of the encryption in force (RFC 5056, XEP-0440); none without it. */
    Set<String> channelBindings();

    /** The channel-binding data of one of {@link #channelBindings}. */
    Optional<byte[]> channelBinding(String type);

    /** The accounts in a certificate that the peer showed in the handshake, if it is believed (RFC 6120 §13.7.1.4). */
    default List<Jid> certified() {
        return List.of();
    }

    /** The server that the client asks for beside its domain, as it names it (XEP-0124 §7.1). */
    default Optional<String> route() {
        return Optional.empty();
    }

    /** What it takes from the client now, to be announced (XEP-0478). */
    default StreamLimits limits() {
        return StreamLimits.UNKNOWN;
    }

    /** Sends our stream header; attributes that the transport does not carry are left out. */
    void open(ServerHeader header);

    /**
     * Sends one first-level child. A queue that is full because the peer does not read loses nothing silently: the
     * transport is closed and reports {@link StreamInput#lost}.
     */
    void send(Element element);

    /**
     * Whether so much waits for the peer that no more should come before {@link StreamInput#relieved}. For those who
     * can have the source wait; where it is never so, nobody has to.
     */
    default boolean isCongested() {
        return false;
    }

    /** A new stream header must come next (RFC 6120 §4.3.3). Called before what permits the restart is sent. */
    void expectRestart();

    /** The peer proved who it is: the transport may raise its limits. */
    void authenticated();

    /** Sends {@code <proceed/>} and starts TLS; input that came before the handshake is thrown away (§5.4.3.3). */
    void startTls(Element proceed);

    /** Stops reading, to slow the peer down. */
    void pauseInput();

    /** Reads again. */
    void resumeInput();

    /** Sends the error, if any, ends the stream and closes once all is sent, or after a few seconds. */
    void close(Optional<StreamError> error);
}
