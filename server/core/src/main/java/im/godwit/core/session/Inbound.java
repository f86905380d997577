package im.godwit.core.session;

import im.godwit.stanza.Stanza;

/** Takes what clients send, stamped and checked; the router. */
@FunctionalInterface
public interface Inbound {
    /** Routes a client's stanza, on its stream's thread; returns when all its effects are done. */
    void fromClient(Stanza stanza, BoundSession session);
}
