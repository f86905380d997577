package im.godwit.core.router;

import im.godwit.core.session.BoundSession;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.IqHandler;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Result;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.store.StoreException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the handler of an IQ request answer it, and answers where there is none (RFC 6120 §8.2.3, §10.5). */
final class IqDispatch {
    private static final Logger log = LoggerFactory.getLogger(IqDispatch.class);

    private final PendingRequests pending;
    private final Consumer<Stanza> route;

    IqDispatch(PendingRequests pending, Consumer<Stanza> route) {
        this.pending = pending;
        this.route = route;
    }

    /**
     * Handles an IQ that the server answers for a domain or an account.
     *
     * @param to the domain, or the account's bare JID; also where the IQ itself carries no {@code to}
     * @param accounts whether addresses with a localpart are answered here
     */
    void handle(Iq iq, Jid to, Domain domain, Optional<BoundSession> sender, boolean accounts) {
        if (!iq.isRequest()) {
            if (!pending.complete(iq)) {
                // RFC 6121 §8.5.2.1.3: an answer that nobody waits for
                log.atDebug().addKeyValue("jid", to).log("Unexpected IQ answer ignored");
            }
            return;
        }
        Optional<IqHandler> handler = find(iq, to, domain, sender, accounts);
        if (handler.isEmpty()) {
            // RFC 6120 §8.4, RFC 6121 §8.5.2.1.3
            answer(iq.errorReply(Condition.SERVICE_UNAVAILABLE.error()), sender);
            return;
        }
        ask(handler.get(), iq, to, sender);
    }

    private static Optional<IqHandler> find(
            Iq iq, Jid to, Domain domain, Optional<BoundSession> sender, boolean accounts) {
        if (!to.hasLocal()) {
            return to.isBare() ? domain.iqs().find(iq, At.DOMAIN) : Optional.empty();
        }
        if (!accounts) {
            return Optional.empty();
        }
        if (isOwn(iq, to, sender)) {
            Optional<IqHandler> own = domain.iqs().find(iq, At.SELF);
            if (own.isPresent()) {
                return own;
            }
        }
        return domain.iqs().find(iq, At.ACCOUNT);
    }

    /** From a client of the account; or on its behalf, and then from the account's own address. */
    private static boolean isOwn(Iq iq, Jid account, Optional<BoundSession> sender) {
        return sender.map(session -> session.jid().sameBare(account))
                .orElseGet(() -> iq.from().filter(account::equals).isPresent());
    }

    private void ask(IqHandler handler, Iq iq, Jid to, Optional<BoundSession> sender) {
        Result result;
        try {
            Optional<Peer> peer = sender.map(BoundSession::peer);
            result = handler.handle(new IqRequest(iq, to, sender.map(s -> s), peer, Optional.empty()));
        } catch (StanzaException refused) {
            answer(iq.errorReply(refused.error()), sender);
            return;
        } catch (StoreException notKept) {
            logFailure(iq, to, notKept);
            answer(iq.errorReply(notKept.error()), sender);
            return;
        } catch (RuntimeException bug) {
            logFailure(iq, to, bug);
            answer(iq.errorReply(Condition.INTERNAL_SERVER_ERROR.error()), sender);
            return;
        }
        answer(iq.resultReply(result.payload()), sender);
        result.afterwards().run();
    }

    private static void logFailure(Iq iq, Jid to, RuntimeException cause) {
        log.atError()
                .addKeyValue("jid", to)
                .addKeyValue(
                        "payload", iq.payload().map(p -> p.name().toString()).orElse(""))
                .setCause(cause)
                .log("An IQ handler failed");
    }

    private void answer(Stanza reply, Optional<BoundSession> sender) {
        if (sender.isPresent()) {
            sender.get().send(reply);
        } else {
            route.accept(reply);
        }
    }
}
