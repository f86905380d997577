package im.godwit.service;

import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends stanzas on behalf of accounts; provided by the core on every host. They go the way of what a client of the
 * account sends, through the account's outgoing hooks: what the account may not do, such as write to whom it blocks,
 * nobody can do for it. But they come from no session. For any thread.
 */
public interface OnBehalf {
    /**
     * Routes a stanza on behalf of an account of this server.
     *
     * @param stanza its {@code from} is the account's bare JID
     */
    void send(Stanza stanza);

    /**
     * Sends a request on behalf of an account, and does not wait.
     *
     * @param request its {@code from} is the account's bare JID, it has a {@code to}, and an unguessable id
     * @param answered as in {@link im.godwit.plugin.Host#request(Iq, Duration, Consumer)}
     */
    void request(Iq request, Duration timeout, Consumer<Optional<Iq>> answered);
}
