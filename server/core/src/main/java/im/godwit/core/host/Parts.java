package im.godwit.core.host;

import im.godwit.core.router.PendingRequests;
import im.godwit.core.session.Sessions;
import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What all hosts of a server share.
 *
 * @param route the router's way in for what the server sends
 * @param ids makes unguessable identifiers
 * @param mayLogIn whether an account is not disabled
 */
record Parts(
        Persistence persistence,
        OptionSource options,
        Sessions sessions,
        PendingRequests pending,
        Consumer<Stanza> route,
        Clock clock,
        Supplier<String> ids,
        Predicate<Jid> mayLogIn) {}
