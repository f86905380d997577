package im.godwit.core.session;

import im.godwit.stanza.Stanza;

/** Takes what clients send, stamped and checked; the router. */
public interface Inbound {
    /** Routes a client's stanza, on its stream's thread; returns when all its effects are done. */
    void fromClient(Stanza stanza, BoundSession session);

    /** Takes back what a session that is over may never have got. */
    void undelivered(Stanza stanza, BoundSession ended);
}
