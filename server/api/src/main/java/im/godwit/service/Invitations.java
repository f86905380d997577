package im.godwit.service;

import im.godwit.jid.Jid;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Invitations that operators make; provided by the invitations plugin. May be called by many threads. */
@FunctionalInterface
public interface Invitations {
    /**
     * Invites somebody to have an account on this domain; durable when this returns.
     *
     * @param account the account, whose name nobody else can take meanwhile; none where the invited may choose
     * @throws im.godwit.stanza.StanzaException {@code conflict} if it exists, or somebody is invited to it already;
     *     {@code service-unavailable} where nobody can register
     */
    Link invite(Optional<Jid> account);

    /**
     * What leads to an invitation. Whoever has it can use it, once.
     *
     * @param uri for XMPP clients
     * @param page for people who may have none; none where the server does not listen for HTTP
     * @param expires when it is no good any more
     */
    record Link(URI uri, Optional<URI> page, Instant expires) {}
}
