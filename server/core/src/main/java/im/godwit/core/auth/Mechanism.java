package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.util.function.Consumer;

/** A SASL mechanism that is there only where an operator configured it. Threads may share it. */
public interface Mechanism {
    /** Its registered name. */
    String name();

    /** Whether it is offered to who connects to this domain in this way. */
    boolean isOffered(Jid domain, Peer peer, ChannelBinding binding);

    /**
     * Begins an exchange, on a connection on which it is offered.
     *
     * @param wanted is told who the client wants to be before anything is checked, and may throw, which must pass
     */
    SaslExchange begin(Jid domain, ChannelBinding binding, Consumer<Jid> wanted);
}
