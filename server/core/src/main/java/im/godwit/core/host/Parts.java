package im.godwit.core.host;

import im.godwit.core.auth.AnonymousLogins;
import im.godwit.core.auth.ClientNames;
import im.godwit.core.router.Fanout;
import im.godwit.core.router.PendingRequests;
import im.godwit.core.session.Sessions;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.stanza.Stanza;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What all hosts of a server share.
 *
 * @param hosts each other
 * @param route the router's way in for what the server sends
 * @param fanout the way of what it sends to many
 * @param ids makes unguessable identifiers
 * @param clientNames the server's part of resources
 * @param mayLogIn whether an account is not disabled
 * @param anonymous the accounts of those who have none
 */
record Parts(
        Hosts hosts,
        Persistence persistence,
        OptionSource options,
        Sessions sessions,
        PendingRequests pending,
        Consumer<Stanza> route,
        Fanout fanout,
        Clock clock,
        Supplier<String> ids,
        ClientNames clientNames,
        Predicate<Jid> mayLogIn,
        AnonymousLogins anonymous) {
    /** The hosts of the server, as one of them sees the others. */
    interface Hosts {
        /** A plugin's service on one of them. */
        <T> Optional<T> find(Jid domain, Class<T> service);

        /** Tells all services what happened on a host with accounts. */
        void tellServices(Event event);
    }
}
