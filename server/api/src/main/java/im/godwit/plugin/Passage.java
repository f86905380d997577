package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;
import java.util.Optional;

/**
 * One stanza on its way.
 *
 * @param stanza the stanza as earlier hooks left it
 * @param account whose traffic it is: the sender's bare JID in outgoing hooks, the receiver's in incoming ones
 * @param session in outgoing hooks, the session that it came from
 * @param <S> the kind of stanza
 */
public record Passage<S extends Stanza>(S stanza, Jid account, Optional<Session> session) {}
