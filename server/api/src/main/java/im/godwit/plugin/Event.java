package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import java.util.List;
import java.util.Optional;

/** Something that happened on a host. A plugin may define its own. */
public interface Event {
    /** Told on the host where it happened and on every service, where its accounts may be users. */
    interface ToServices extends Event {}

    /** What happened to a session. */
    interface OfSession extends ToServices {
        Session session();
    }

    /** A resource was bound (RFC 6120 §7). */
    record SessionBound(Session session) implements OfSession {}

    /**
     * A resource was bound with Bind 2 (XEP-0386), after {@link SessionBound}: its client reads in the archive what
     * came before. Its {@link im.godwit.service.BoundRemark remarks} are made afterwards.
     */
    record SessionBoundInline(Session session) implements OfSession {}

    /** A session is over: closed, lost or replaced. It is no longer among {@link Host#sessions}. */
    record SessionUnbound(Session session) implements OfSession {}

    /**
     * A session has become available or changed its presence (RFC 6121 §4.2.2, §4.4.2).
     *
     * @param initial whether it was unavailable before
     */
    record SessionAvailable(Session session, Presence presence, boolean initial) implements OfSession {}

    /** A session went unavailable while it stays bound (RFC 6121 §4.5.2). */
    record SessionUnavailable(Session session, Presence presence) implements OfSession {}

    /**
     * A session has lost its stream and waits for its client to resume it (XEP-0198 §5). Until then it is not
     * {@linkplain Session#isAttended() attended}.
     *
     * @param unacknowledged the stanzas that its client may not have, in order; more may follow
     */
    record SessionDetached(Session session, List<Stanza> unacknowledged) implements OfSession {
        public SessionDetached {
            unacknowledged = List.copyOf(unacknowledged);
        }
    }

    /** A session was resumed (XEP-0198 §5), or its client says that somebody looks at it again (XEP-0352 §3). */
    record SessionAttended(Session session) implements OfSession {}

    /** A message was kept, for no session of the account was there to take it; it is durable. */
    record MessageStored(Jid account, Message message) implements Event {}

    /**
     * A message that a session sent could not be delivered: the session has got the error that the server made of it.
     * Errors that others make come as stanzas, and hooks see them.
     */
    record MessageBounced(Session session, Message error) implements Event {}

    /** An account was made. */
    record AccountCreated(Jid account) implements Event {}

    /**
     * An account is gone: every plugin forgets what it kept for it. Told on the account's host and on every service,
     * where the account may have been a user.
     */
    record AccountDeleted(Jid account) implements Event {}

    /** An account has another password now. */
    record PasswordChanged(Jid account) implements Event {}

    /**
     * A client that tells which installation it is (XEP-0388 §2.3) has authenticated; it has not been told so yet.
     *
     * @param client the name by which the server knows it, see {@link im.godwit.service.ClientAccess}
     * @param software what it says its software is
     * @param device what it says where it runs
     * @param with what it has proven to know
     */
    record LoggedIn(Jid account, String client, Optional<String> software, Optional<String> device, With with)
            implements Event {
        /** What lets a client in. */
        public enum With {
            PASSWORD,
            /** XEP-0484. */
            TOKEN
        }
    }

    /**
     * An external component (XEP-0114) has connected: it may be sent to, and nothing that it sent was looked at yet.
     * Told on every host.
     */
    record ComponentConnected(Jid component) implements Event {}

    /** The server is about to stop: streams are still open, so that clients can be told. */
    record ServerStopping() implements Event {}
}
