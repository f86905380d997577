package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * An IQ request on its way to its handler.
 *
 * @param iq the request
 * @param to whom it addresses: the account's bare JID, or the domain
 * @param session the local session that sent it; none for a request from elsewhere, on behalf of an account, or before
 *     authentication
 * @param peer the other end of the connection, where it came from a client of this server
 * @param visit the stream that it came on, before authentication
 */
public record IqRequest(Iq iq, Jid to, Optional<Session> session, Optional<Peer> peer, Optional<Visit> visit) {
    /** The one child of a request. */
    public Element payload() {
        return iq.payload().orElseThrow();
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException before authentication
     */
    public Jid from() {
        return iq.from().orElseThrow(() -> new IllegalStateException("asked before authentication"));
    }

    /**
     * The client that asks, for what is done for this one client of the account.
     *
     * @throws im.godwit.stanza.StanzaException {@code not-allowed} if somebody asks on behalf of the account
     */
    public Session client() {
        return session.orElseThrow(() -> Condition.NOT_ALLOWED
                .error("only a client of the account can ask for this")
                .thrown());
    }
}
