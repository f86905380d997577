package im.godwit.core.router;

import im.godwit.core.session.BoundSession;
import im.godwit.core.session.Inbound;
import im.godwit.core.session.Sessions;
import im.godwit.core.session.Undelivered;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaError;
import im.godwit.store.Database;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes stanzas (RFC 6120 §10). Runs on the thread of whoever brought the stanza, and returns when it was delivered,
 * kept or refused; so a stream's stanzas keep their order (§10.1) without a queue of the router's own.
 */
public final class Router implements Inbound {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private static final Name DELAY = new Name("urn:xmpp:delay", "delay");

    private final Function<String, Optional<Domain>> domains;
    private final Function<String, Optional<Route>> routes;
    private final Sessions sessions;
    private final PendingRequests pending;
    private final Database database;
    private final IqDispatch iqs;
    private final Delivery delivery;

    /**
     * Makes a router.
     *
     * @param domains finds the domains of this server by name
     * @param routes finds the ways to domains that are served elsewhere
     * @param database where hooks keep what they keep of stanzas
     */
    public Router(
            Function<String, Optional<Domain>> domains,
            Function<String, Optional<Route>> routes,
            Sessions sessions,
            PendingRequests pending,
            Database database) {
        this.domains = domains;
        this.routes = routes;
        this.sessions = sessions;
        this.pending = pending;
        this.database = database;
        this.iqs = new IqDispatch(pending, this::route);
        this.delivery = new Delivery();
    }

    @Override
    public void fromClient(Stanza stanza, BoundSession session) {
        sent(stanza, session.jid().bare(), Optional.of(session));
    }

    /** Routes a stanza on behalf of an account of this server, whose bare JID is its {@code from}. */
    public void onBehalf(Stanza stanza) {
        sent(stanza, stanza.from().orElseThrow(), Optional.empty());
    }

    private void sent(Stanza stanza, Jid account, Optional<BoundSession> sender) {
        Kept kept = new Kept(database);
        Verdict verdict = home(account).outgoing().runOutgoing(stanza, account, sender, kept);
        switch (verdict) {
            case Verdict.Pass _ -> dispatch(stanza, sender, kept);
            case Verdict.Replace replace -> dispatch(replace.stanza(), sender, kept);
            case Verdict.Done _, Verdict.Drop _ -> {}
            case Verdict.Reject reject -> bounce(stanza, reject.error(), sender);
        }
        // where no hooks of a receiver let it pass
        kept.commit().ifPresent(error -> bounce(stanza, error, sender));
    }

    private Domain home(Jid account) {
        return domains.apply(account.domain()).orElseThrow();
    }

    /**
     * What a lost client may not have got goes to the account's other sessions or where messages wait (RFC 6121
     * §8.5.3.2.1); hooks saw it on its way here already.
     */
    @Override
    public void undelivered(Undelivered undelivered, BoundSession ended) {
        Jid account = ended.jid().bare();
        // a late sender may come before the session is out of the table
        List<BoundSession> others =
                sessions.of(account).stream().filter(other -> other != ended).toList();
        Domain domain = domains.apply(account.domain()).orElseThrow();
        switch (undelivered.stanza()) {
            // what the account's server told this one session, such as a copy or a notification: others were told too
            case Message message when message.from().filter(account::equals).isPresent() -> {}
            // the account ended, and its session with it
            case Message message
            when others.isEmpty() && !domain.accountExists().test(account) ->
                bounce(message, Condition.SERVICE_UNAVAILABLE.error(), Optional.empty());
            case Message message -> {
                boolean othersHaveIt = undelivered.mayBeElsewhere()
                        && isBare(message)
                        && !wasKept(message, domain)
                        && others.stream().anyMatch(BoundSession::takesMessages);
                if (!othersHaveIt) {
                    delivery.message(
                            delayed(message, undelivered.sent(), domain),
                            message.to().orElse(account),
                            others,
                            m -> domain.incoming().runFallback(m, account, new Kept(database)),
                            error -> bounce(message, error, Optional.empty()));
                }
            }
            case Iq iq when iq.isRequest() -> bounce(iq, Condition.SERVICE_UNAVAILABLE.error(), Optional.empty());
            case Iq _, Presence _ -> {} // nobody else can use it
        }
    }

    /** XEP-0198 §4: with the time when it was first sent, where it carries none (XEP-0203 §2). */
    private static Message delayed(Message message, Optional<Instant> sent, Domain domain) {
        if (sent.isEmpty() || message.element().child(DELAY).isPresent()) {
            return message;
        }
        return message.withElement(message.element()
                .with(Element.builder(DELAY)
                        .attribute("from", domain.jid().toString())
                        // XEP-0082 §3.2: in UTC
                        // so exact that who keeps it puts it between what came before and after (RFC 6120 §10.1)
                        .attribute(
                                "stamp",
                                sent.get().truncatedTo(ChronoUnit.MICROS).toString())
                        .build()));
    }

    private static boolean isBare(Message message) {
        return message.to().map(Jid::isBare).orElse(true);
    }

    /** XEP-0203 §2: a message that this domain delayed was handed to one session alone when it came out. */
    private static boolean wasKept(Message message, Domain domain) {
        return message.element()
                .elements(DELAY)
                .flatMap(delay -> delay.attribute("from").stream())
                .anyMatch(domain.jid().toString()::equals);
    }

    /**
     * Whether an address is that of an account of this server, if there is such an account, and none of its sessions is
     * there.
     */
    public boolean isAway(Jid to) {
        return to.isBare()
                && to.hasLocal()
                && domains.apply(to.domain())
                        .filter(domain -> domain.kind() == Host.Kind.ACCOUNTS)
                        .isPresent()
                && sessions.of(to).isEmpty();
    }

    /** Routes what the server or a service sends; {@code from} is set. */
    public void route(Stanza stanza) {
        dispatch(stanza, Optional.empty(), new Kept(database));
    }

    private void dispatch(Stanza stanza, Optional<BoundSession> sender, Kept kept) {
        if (stanza.to().isEmpty()) {
            withoutAddress(stanza, sender, kept);
            return;
        }
        Jid to = stanza.to().get();
        Optional<Domain> found = domains.apply(to.domain());
        if (found.isEmpty()) {
            elsewhere(stanza, routes.apply(to.domain()), sender, kept);
            return;
        }
        Domain domain = found.get();
        if (domain.kind() == Host.Kind.SERVICE || !to.hasLocal()) {
            toDomain(stanza, to, domain, sender, kept);
        } else {
            toAccount(stanza, to, domain, sender, kept);
        }
    }

    private void elsewhere(Stanza stanza, Optional<Route> route, Optional<BoundSession> sender, Kept kept) {
        if (route.isEmpty()) {
            // RFC 6120 §10.4: no such domain here, and no way to others
            bounce(stanza, Condition.REMOTE_SERVER_NOT_FOUND.error(), sender);
            return;
        }
        Optional<StanzaError> notKept = kept.commit();
        if (notKept.isPresent()) {
            bounce(stanza, notKept.get(), sender);
        } else if (!route.get().send(stanza) && !isFarewell(stanza)) {
            // RFC 6120 §10.5: a service of this server, so that the conditions of remote servers would be untrue; it
            // is configured and will come back, hence §8.3.2's "wait" in place of "cancel"
            bounce(stanza, Condition.SERVICE_UNAVAILABLE.error().withType(ErrorType.WAIT), sender);
        }
    }

    /** Nobody waits for what becomes of it. */
    private static boolean isFarewell(Stanza stanza) {
        return stanza instanceof Presence presence && presence.type() == Presence.Type.UNAVAILABLE;
    }

    /** RFC 6120 §10.3. */
    private void withoutAddress(Stanza stanza, Optional<BoundSession> sender, Kept kept) {
        Jid account = stanza.from().orElseThrow().bare();
        switch (stanza) {
            // §10.3.1: as if it were to the sender's own account
            case Message message -> dispatch(message.withTo(account), sender, kept);
            // §10.3.2: a broadcast, which the presence plugin takes before it comes here
            case Presence _ -> log.atDebug().addKeyValue("jid", account).log("Nobody broadcasts presence");
            // §10.3.3: the server answers for the account
            case Iq iq -> toAccount(iq, account, domains.apply(account.domain()).orElseThrow(), sender, kept);
        }
    }

    private void toDomain(Stanza original, Jid to, Domain domain, Optional<BoundSession> sender, Kept kept) {
        hooked(original, to, domain, sender, kept).ifPresent(stanza -> {
            switch (stanza) {
                case Iq iq -> iqs.handle(iq, to, domain, sender, domain.kind() == Host.Kind.SERVICE);
                case Message _ -> bounce(original, Condition.SERVICE_UNAVAILABLE.error(), sender);
                case Presence _ -> {} // RFC 6120 §10.5.1: nothing here wants to know
            }
        });
    }

    private void toAccount(Stanza original, Jid to, Domain domain, Optional<BoundSession> sender, Kept kept) {
        Jid account = to.bare();
        boolean offline = sessions.of(account).isEmpty();
        if (offline && original instanceof Presence presence && isStatus(presence)) {
            domain.incoming().runFallback(presence, account, kept);
            return; // RFC 6121 §8.5.2.2.2, §8.5.1: nobody is there to see it
        }
        if (offline && !domain.accountExists().test(account)) {
            noSuchAccount(original, to, domain, sender, kept);
            return;
        }
        hooked(original, to, domain, sender, kept).ifPresent(stanza -> {
            switch (stanza) {
                case Iq iq when to.isBare() -> iqs.handle(iq, to, domain, sender, true);
                case Iq iq -> delivery.iq(iq, sessions.find(to), error -> bounce(iq, error, sender));
                case Message message ->
                    delivery.message(
                            message,
                            to,
                            sessions.of(account),
                            m -> domain.incoming().runFallback(m, account, new Kept(database)),
                            // not what a hook made of it: it would tell the sender that there is such an account
                            error -> bounce(original, error, sender));
                case Presence presence -> delivery.presence(presence, to, sessions.of(account));
            }
        });
    }

    private static boolean isStatus(Presence presence) {
        return presence.type() == Presence.Type.AVAILABLE
                || presence.type() == Presence.Type.UNAVAILABLE
                || presence.type() == Presence.Type.ERROR;
    }

    /** RFC 6121 §8.5.1: the same answer as for an account that is just not there (RFC 6120 §13.11). */
    private void noSuchAccount(Stanza stanza, Jid to, Domain domain, Optional<BoundSession> sender, Kept kept) {
        switch (stanza) {
            case Presence probe when probe.type() == Presence.Type.PROBE -> refuseProbe(probe);
            case Presence _ ->
                log.atDebug().addKeyValue("reason", "no such account").log("Presence dropped");
            case Message message ->
                delivery.message(
                        message, to, List.of(), nowhere -> Verdict.pass(), error -> bounce(message, error, sender));
            // who would be refused by a hook is refused in the same way here, or the difference tells
            case Iq iq ->
                hooked(iq, to, domain, sender, kept)
                        .ifPresent(left -> bounce(left, Condition.SERVICE_UNAVAILABLE.error(), sender));
        }
    }

    /** RFC 6121 §4.3.2: as for an account whose presence the sender may not see. */
    private void refuseProbe(Presence probe) {
        Jid account = probe.to().orElseThrow().bare();
        Jid asker = probe.from().orElseThrow().bare();
        route(Presence.of(Presence.builder(Presence.Type.UNSUBSCRIBED)
                .attribute("from", account.toString())
                .attribute("to", asker.toString())
                .build()));
    }

    /** Runs the incoming hooks; what is left of the stanza goes on. */
    private Optional<Stanza> hooked(Stanza stanza, Jid to, Domain domain, Optional<BoundSession> sender, Kept kept) {
        Verdict verdict = domain.incoming().runIncoming(stanza, to.bare(), sender, kept);
        return switch (verdict) {
            case Verdict.Pass _ -> Optional.of(stanza);
            case Verdict.Replace replace -> Optional.of(replace.stanza());
            case Verdict.Done _, Verdict.Drop _ -> Optional.empty();
            case Verdict.Reject reject -> {
                bounce(stanza, reject.error(), sender);
                yield Optional.empty();
            }
        };
    }

    /** Answers with an error where RFC 6120 §8.3.1 allows one. */
    private void bounce(Stanza stanza, StanzaError error, Optional<BoundSession> sender) {
        if (!stanza.mayBeAnswered()) {
            log.atDebug()
                    .addKeyValue("reason", error.condition().local())
                    .log("An error or result could not be delivered");
            return;
        }
        Stanza reply = stanza.errorReply(error);
        if (sender.isPresent()) {
            sender.get().send(reply);
            if (reply instanceof Message bounced) {
                home(sender.get().jid()).events().accept(new Event.MessageBounced(sender.get(), bounced));
            }
        } else if (!(reply instanceof Iq answer && pending.complete(answer))) {
            route(reply);
        }
    }
}
