package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Rosters;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Collection;
import java.util.Optional;

/**
 * Tells push services when somebody is away and misses a message: one that was kept because no session was there, or
 * that waits in a session whose client is gone for a while (XEP-0198) or inactive (XEP-0352). So it does of calls that
 * ring at such a session (XEP-0166), and of those who ask for somebody's presence. What a session takes at which
 * somebody is, is not missed by the others. A message to somebody who is there costs a look at the account's sessions.
 */
@Implements(value = "XEP-0357", version = "0.4.1")
public final class PushPlugin implements Plugin {
    private static final Name AFFILIATION = new Name(Vocabulary.PUBSUB.namespace(), "affiliation");

    private Host host;
    private Registrations registrations;
    private Missed missed;
    private Publisher publisher;

    @Override
    public void start(Host on) {
        host = on;
        PushOptions options = host.options(PushOptions.DEFAULTS);
        registrations = new Registrations(host.database(Registrations.MIGRATIONS));
        missed = new Missed();
        publisher = new Publisher(host, registrations, missed, options);
        RegistrationRequests requests = new RegistrationRequests(registrations, options.registrationsPerAccount());
        host.feature(Vocabulary.PUSH, At.ACCOUNT); // §4.1
        host.onSet(Vocabulary.ENABLE, requests::enable, At.SELF);
        host.onSet(Vocabulary.DISABLE, requests::disable, At.SELF);
        // when a message is delivered, what the archive keeps of it is on disk
        host.incoming(Phase.DELIVER, Message.class, passage -> lookAtMessage(passage));
        host.incoming(Phase.DELIVER, Iq.class, passage -> lookAtRequest(passage));
        host.incoming(Phase.DELIVER, Presence.class, passage -> noteRoom(passage.stanza()));
        host.on(Event.MessageStored.class, event -> stored(event.account(), event.message()));
        host.on(Rosters.Changed.class, this::asked);
        host.on(Event.SessionDetached.class, this::detached);
        host.on(Event.SessionAttended.class, event -> missed.clear(account(event.session())));
        host.on(Event.SessionAvailable.class, this::available);
        host.on(Event.AccountDeleted.class, event -> forget(event.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, event -> forget(event.account()));
    }

    @Override
    public void stop() {
        publisher.stop();
    }

    private Verdict lookAtMessage(Passage<? extends Message> passage) {
        Message message = passage.stanza();
        Jid account = passage.account();
        if (isWithdrawal(message)) {
            return withdraw(account, message);
        }
        Collection<Session> sessions = host.sessions(account);
        boolean waits = message.type() == Message.Type.GROUPCHAT
                ? isMissedMention(message, sessions)
                : isWaiting(sessions) && Notable.isConversation(message, account);
        if (waits) {
            miss(account, message);
        }
        return Verdict.pass();
    }

    /** A call rings at the one session that it is for, wherever else its user is. */
    private Verdict lookAtRequest(Passage<? extends Iq> passage) {
        Iq iq = passage.stanza();
        Jid account = passage.account();
        if (Notable.isCall(iq, account)
                && addressed(iq.to(), host.sessions(account))
                        .filter(session -> !session.isAttended())
                        .isPresent()) {
            miss(account, iq);
        }
        return Verdict.pass();
    }

    /** Whether messages wait in sessions; where none takes messages, they are stored or refused. */
    private static boolean isWaiting(Collection<Session> sessions) {
        return !isThere(sessions) && sessions.stream().anyMatch(Session::takesMessages);
    }

    private static boolean isThere(Collection<Session> sessions) {
        return sessions.stream().anyMatch(session -> session.takesMessages() && session.isAttended());
    }

    /** What a room says goes to the one session that is in it, wherever its user is. */
    private static boolean isMissedMention(Message message, Collection<Session> sessions) {
        return addressed(message.to(), sessions)
                .filter(session -> !session.isAttended() && Rooms.isMention(message, session))
                .isPresent();
    }

    private static Optional<Session> addressed(Optional<Jid> to, Collection<Session> sessions) {
        return sessions.stream()
                .filter(session -> to.filter(session.jid()::equals).isPresent())
                .findFirst();
    }

    private Verdict noteRoom(Presence presence) {
        if (Rooms.isOwnPresence(presence)) {
            Jid to = presence.to().orElseThrow();
            addressed(Optional.of(to), host.sessions(to.bare())).ifPresent(session -> Rooms.note(session, presence));
        }
        return Verdict.pass();
    }

    /** Also what comes back from a session that ended (RFC 6121 §8.5.3.2.1); of most of it the account has heard. */
    private void stored(Jid account, Message message) {
        // somebody may have come meanwhile, and got it
        if (!isThere(host.sessions(account)) && Notable.isConversation(message, account)) {
            miss(account, message);
        }
    }

    /** Somebody asks for the account's presence (RFC 6121 §3.1.3). */
    private void asked(Rosters.Changed changed) {
        Optional<Element> request = changed.after().request();
        if (request.isPresent() && changed.before().request().isEmpty() && !isThere(host.sessions(changed.account()))) {
            miss(changed.account(), Stanza.of(request.get()));
        }
    }

    private void detached(Event.SessionDetached event) {
        Session session = event.session();
        Jid account = account(session);
        boolean there = isThere(host.sessions(account));
        for (Stanza stanza : event.unacknowledged()) {
            boolean notable = switch (stanza) {
                case Message message ->
                    (!there && Notable.isConversation(message, account)) || isMention(message, session);
                case Iq iq -> Notable.isCall(iq, account);
                case Presence _ -> false;
            };
            if (notable) {
                miss(account, stanza);
            }
        }
    }

    private static boolean isMention(Message message, Session session) {
        return message.type() == Message.Type.GROUPCHAT && Rooms.isMention(message, session);
    }

    private void miss(Jid account, Stanza stanza) {
        if (missed.add(account, stanza)) {
            publisher.wake(account);
        }
    }

    private void available(Event.SessionAvailable event) {
        if (event.initial()) {
            missed.clear(account(event.session()));
        }
    }

    private void forget(Jid account) {
        registrations.clear(account);
        missed.clear(account);
    }

    private static Jid account(Session session) {
        return session.jid().bare();
    }

    /** §8: a push service tells that it takes nothing any more for a node. */
    private static boolean isWithdrawal(Message message) {
        return message.element()
                .child(Vocabulary.PUBSUB)
                .filter(pubsub -> pubsub.elements(AFFILIATION).anyMatch(PushPlugin::isNone))
                .isPresent();
    }

    private static boolean isNone(Element affiliation) {
        return affiliation.attribute("affiliation").filter("none"::equals).isPresent();
    }

    private Verdict withdraw(Jid account, Message message) {
        Element pubsub = message.element().child(Vocabulary.PUBSUB).orElseThrow();
        boolean about = pubsub.elements(AFFILIATION)
                .filter(PushPlugin::isNone)
                .flatMap(affiliation -> affiliation.attribute("jid").stream())
                .anyMatch(account.toString()::equals);
        boolean removed =
                about && registrations.remove(account, message.from().orElseThrow(), pubsub.attribute("node")) > 0;
        return removed ? Verdict.done() : Verdict.pass();
    }
}
