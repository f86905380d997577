package im.godwit.core.stream;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Visit;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/** What a stream needs of the host that it addresses. Called on the stream's thread; may block. */
public interface StreamHost {
    /** The domain's address. */
    Jid domain();

    /** What plugins offer as stream features at this moment to this peer. */
    List<Element> features(Host.Moment moment, Peer peer);

    /**
     * Answers a request before authentication.
     *
     * @param visit what plugins remember with the stream
     * @return the result or error; none where no plugin takes such a request
     */
    Optional<Iq> unauthenticated(Iq request, Peer peer, Visit visit);

    /**
     * Binds a resource (RFC 6120 §7).
     *
     * @param resource what the client asked for; none to let the server choose
     * @throws im.godwit.stanza.StanzaException {@code bad-request} for a malformed resource,
     *     {@code resource-constraint} for too many sessions
     */
    StreamSession bind(Jid account, Optional<String> resource, SessionOutlet outlet);

    /** What plugins can enable for a session as it is bound (XEP-0386 §3.1), by names of features. */
    List<String> bindFeatures();

    /**
     * Binds a resource whose name the server chooses, with what the client wants for its session; earlier sessions of
     * the same installation of a client end (XEP-0386 §4).
     *
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} for too many sessions
     */
    InlineBinding.Bound bind(Jid account, InlineBinding binding, SessionOutlet outlet);

    /**
     * Resumes a session (XEP-0198 §5). Where it can be resumed, the client has been told, and has been sent what it had
     * missed, when this returns; a stream that the session still had is closed.
     *
     * @param id the session's id for this purpose
     * @param handled how many stanzas the client has handled
     * @throws StreamException if it cannot have got so many
     */
    Resumption resume(Jid account, String id, HandledCount handled, SessionOutlet outlet);

    /** A client that tells which it is has authenticated, and is told so when this returns. */
    void loggedIn(Jid account, UserAgent client, Event.LoggedIn.With with);

    /** A stream is over on which somebody had authenticated as this account, whether a session was bound or not. */
    void left(Jid account);
}
