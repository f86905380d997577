package im.godwit.plugins.carbons;

import static im.godwit.plugin.Host.At.SELF;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.BindFeature;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Message Carbons: sessions that ask for it get copies of what the account's other sessions send and receive.
 *
 * <p>Copies go straight to the sessions, past all hooks: a copy is never copied, kept or bounced (§10.3). What others
 * send that looks like a copy is delivered as the payload that it is; it comes from them and not from the account.
 */
@Implements(value = "XEP-0280", version = "1.0.1")
@Implements(value = "XEP-0297", version = "1.0", without = "delay: copies are sent at once")
public final class CarbonsPlugin implements Plugin {
    static final String NAMESPACE = "urn:xmpp:carbons:2";

    private static final Name ENABLE = new Name(NAMESPACE, "enable");
    private static final Name DISABLE = new Name(NAMESPACE, "disable");
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");

    private final EnabledSessions enabled = new EnabledSessions();
    private Host host;

    @Override
    public void start(Host on) {
        host = on;
        host.feature(NAMESPACE);
        host.feature("urn:xmpp:carbons:rules:0"); // §6.2
        host.onSet(ENABLE, this::enable, SELF);
        host.contribute(BindFeature.class, new BindFeature(NAMESPACE, ENABLE, (session, request) -> enable(session)));
        host.onSet(DISABLE, this::disable, SELF);
        host.incoming(Phase.GUARD, Iq.class, passage -> keepOthersOff(passage));
        host.outgoing(Phase.COPY, Message.class, passage -> sent(passage));
        host.incoming(Phase.COPY, Message.class, passage -> received(passage));
        host.on(Event.MessageBounced.class, bounced -> bounced(bounced.session(), bounced.error()));
        host.on(Event.SessionUnbound.class, ended -> enabled.remove(ended.session()));
    }

    /** §4. */
    private Result enable(IqRequest request) {
        enable(request.client());
        return Result.empty();
    }

    /** Answers nothing: it cannot fail (XEP-0386 §4). */
    private Optional<Element> enable(Session session) {
        enabled.add(session);
        if (!host.sessions(session.jid().bare()).contains(session)) {
            enabled.remove(session); // another client took its resource meanwhile
        }
        return Optional.empty();
    }

    /** §5. */
    private Result disable(IqRequest request) {
        enabled.remove(request.client());
        return Result.empty();
    }

    /** §4.1, §5.1: the same refusal whether or not there is such an account. */
    private static Verdict keepOthersOff(Passage<? extends Iq> passage) {
        Iq iq = passage.stanza();
        boolean others = iq.type() == Iq.Type.SET
                && iq.payload().filter(p -> p.is(ENABLE) || p.is(DISABLE)).isPresent()
                && passage.account().hasLocal()
                && iq.to().filter(Jid::isFull).isEmpty()
                && !iq.from().orElseThrow().sameBare(passage.account());
        return others ? Verdict.reject(Condition.NOT_ALLOWED.error()) : Verdict.pass();
    }

    /** §8: to all but the sending session. */
    private Verdict sent(Passage<? extends Message> passage) {
        Optional<Account> account = enabled.of(passage.account());
        if (account.isPresent()) {
            Message message = passage.stanza();
            Optional<Session> sender = passage.session(); // none of what was sent on behalf of the account
            // what a session sends to its own account is received there, which is copied once
            boolean toSelf =
                    message.to().map(to -> to.sameBare(passage.account())).orElse(true);
            if (!toSelf && isCopied(message, Direction.SENT, account.get())) {
                copy(
                        message,
                        Direction.SENT,
                        account.get(),
                        session -> sender.filter(session::equals).isEmpty());
            }
        }
        return Verdict.pass();
    }

    /** §7: to all that do not get the message itself. */
    private Verdict received(Passage<? extends Message> passage) {
        Optional<Account> account = enabled.of(passage.account());
        if (account.isPresent()) {
            Message message = passage.stanza();
            if (isCopied(message, Direction.RECEIVED, account.get())) {
                copy(message, Direction.RECEIVED, account.get(), missing(message, passage.account()));
            }
        }
        return Verdict.pass();
    }

    /** An error that the server made of what a session sent: no hook sees it. */
    private void bounced(Session session, Message error) {
        Optional<Account> account = enabled.of(session.jid().bare());
        if (account.isPresent() && isCopied(error, Direction.RECEIVED, account.get())) {
            copy(error, Direction.RECEIVED, account.get(), other -> other != session);
        }
    }

    /** §6.1. */
    private static boolean isCopied(Message message, Direction direction, Account account) {
        if (message.isError()) {
            return account.recent().isAnsweredBy(message, direction);
        }
        boolean eligible = Eligibility.of(message, direction);
        if (eligible) {
            account.recent().add(message, direction);
        }
        return eligible;
    }

    /**
     * Which sessions RFC 6121 §8.5 does not deliver a message to that it delivers to some, and that did not send it.
     */
    private Predicate<Session> missing(Message message, Jid account) {
        Jid to = message.to().orElse(account);
        Predicate<Session> others =
                session -> message.from().filter(session.jid()::equals).isEmpty();
        if (to.isFull()
                && host.sessions(account).stream()
                        .anyMatch(session -> session.jid().equals(to))) {
            return others.and(session -> !session.jid().equals(to)); // §8.5.3.1
        }
        return switch (message.type()) {
            case CHAT -> others.and(session -> !session.wantsMessages()); // §8.5.2.1.1, §8.5.3.2.1
            case NORMAL, HEADLINE, GROUPCHAT ->
                to.isBare() ? others.and(session -> !session.wantsMessages()) : session -> false; // §8.5.3.2.1: refused
            case ERROR -> others; // §8.5.2.1.1, §8.5.3.2.1: delivered to nobody
        };
    }

    private static void copy(Message message, Direction direction, Account account, Predicate<Session> which) {
        Element wrapped = Element.builder(NAMESPACE, direction.local())
                .add(Element.builder(FORWARDED).add(message.element()).build())
                .build();
        for (Session session : account.sessions()) {
            if (which.test(session)) {
                session.send(Message.of(Message.builder(message.type())
                        .attribute("from", session.jid().bare().toString())
                        .attribute("to", session.jid().toString())
                        .add(wrapped)
                        .build()));
            }
        }
    }
}
