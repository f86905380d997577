package im.godwit.core.router;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A domain of this server as the router sees it.
 *
 * @param outgoing hooks for what its clients send
 * @param incoming hooks for what comes to it and its accounts
 * @param iqs who answers which request
 * @param accountExists whether an address is an account; of a service, always true
 * @param events tells the plugins what happened
 */
public record Domain(
        Jid jid,
        Host.Kind kind,
        HookChain outgoing,
        HookChain incoming,
        IqTable iqs,
        Predicate<Jid> accountExists,
        Consumer<Event> events) {}
