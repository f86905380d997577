package im.godwit.core.session;

import im.godwit.stanza.Stanza;

/** Takes what clients send, stamped and checked; the router. */
public interface Inbound {
    /**
     * Routes a client's stanza, on its stream's thread; returns when all its effects are done, and what of them must
     * last is on disk.
     */
    void fromClient(Stanza stanza, BoundSession session);

    /** Takes back what a session that is over may never have got. Returns when it is elsewhere. */
    void undelivered(Undelivered undelivered, BoundSession ended);
}
