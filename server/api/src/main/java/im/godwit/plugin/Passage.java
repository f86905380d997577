package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;
import im.godwit.store.Sql;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One stanza on its way.
 *
 * @param stanza the stanza as earlier hooks left it
 * @param account whose traffic it is: the sender's bare JID in outgoing hooks, the receiver's in incoming ones
 * @param session the session of this server that it came from, if it came from one
 * @param keeper takes what hooks keep of the stanza; see {@link #keep}
 * @param <S> the kind of stanza
 */
public record Passage<S extends Stanza>(S stanza, Jid account, Optional<Session> session, Keeper keeper) {
    /**
     * Keeps something of this stanza for the account. What the hooks of sender and receiver keep is one transaction, so
     * that a stanza waits for the disk once. It is durable before the incoming hooks of {@link Phase#COPY}, before the
     * stanza is delivered or leaves this server, and before the sender's next stanza is looked at. If it fails, nothing
     * is kept or delivered, and the sender gets {@code internal-server-error} of type wait.
     *
     * @param change has no other effects than its SQL; it runs on another thread, perhaps more than once. If it throws,
     *     all changes of this stanza are undone.
     */
    public void keep(Consumer<Sql> change) {
        keeper.keep(account, change);
    }
}
