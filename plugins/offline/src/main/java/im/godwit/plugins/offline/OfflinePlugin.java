package im.godwit.plugins.offline;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Blocklists;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps messages that nobody was there to take and delivers them to the first session that takes messages (RFC 6121
 * §8.5.2.2.1, XEP-0160 §2). A message is in the database before its sender's next stanza is looked at, and leaves it
 * when the client has acknowledged it; where clients cannot, after it was handed to a session, and what a connection
 * loses then comes back here through the router.
 */
@Implements(value = "XEP-0160", version = "1.0.1")
@Implements(value = "XEP-0203", version = "2.0")
@Implements(value = "XEP-0334", version = "1.0.0", without = "no-permanent-store: nothing here archives")
public final class OfflinePlugin implements Plugin {
    /**
     * Options of the plugin.
     *
     * @param maxMessages that wait for one account
     * @param maxBytes of the messages that wait for one account; all of them are sent at once, so this must stay well
     *     below what may wait for a connection
     */
    public record Options(int maxMessages, long maxBytes) {
        /** 1000 messages, 512 KiB. */
        static final Options DEFAULTS = new Options(1000, 512 * 1024);
    }

    private static final Name STANZA_ID = new Name("urn:xmpp:sid:0", "stanza-id");

    private Host host;
    private Delay delay;
    private MessageQueue queue;
    private Deliveries deliveries;

    @Override
    public void start(Host on) {
        host = on;
        delay = new Delay(host.domain());
        queue = new MessageQueue(host.database(MessageQueue.MIGRATIONS), host.options(Options.DEFAULTS));
        deliveries = new Deliveries(queue, this::taker, this::isWanted);
        host.feature("msgoffline"); // XEP-0160 §4
        host.incoming(Phase.AMEND, Message.class, passage -> refuseForgery(passage));
        host.incoming(Phase.FALLBACK, Message.class, passage -> keep(passage));
        host.on(Event.SessionAvailable.class, event -> available(event.session()));
        host.on(Event.SessionUnavailable.class, event -> event.session().hold());
        host.on(Event.SessionBound.class, event -> event.session().hold());
        host.on(Event.SessionBoundInline.class, event -> leaveToArchive(event.session()));
        host.on(Event.AccountDeleted.class, event -> queue.clear(event.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, event -> queue.clear(event.account()));
    }

    private Verdict refuseForgery(Passage<? extends Message> passage) {
        Message genuine = delay.withoutForged(passage.stanza());
        return genuine == passage.stanza() ? Verdict.pass() : Verdict.replace(genuine);
    }

    private Verdict keep(Passage<? extends Message> passage) {
        return switch (Worth.of(passage.stanza())) {
            case KEEPING -> store(passage.stanza(), passage.account());
            // the same as where there is no such account: no text gives it away
            case REFUSING -> Verdict.reject(Condition.SERVICE_UNAVAILABLE.error());
            case NOTHING -> Verdict.drop("a chat state that nobody was there to see");
        };
    }

    private Verdict store(Message message, Jid account) {
        Optional<Instant> before = delay.noted(message);
        Instant now = host.clock().instant();
        Message noted = delay.note(message, before.orElse(now));
        boolean added = deliveries.add(
                account,
                () -> before.isPresent()
                        ? queue.addAgain(account, noted, before.get())
                        : queue.addNew(account, noted, now));
        if (!added) {
            // XEP-0160 §2: the queue is full; but what is in the archive is not lost
            if (!isArchived(message, account)) {
                return Verdict.reject(Condition.SERVICE_UNAVAILABLE.error());
            }
            host.raise(new Event.MessageStored(account, message));
            return Verdict.done();
        }
        host.raise(new Event.MessageStored(account, message));
        // somebody who came between the router's look and the commit did not see this message
        taker(account).ifPresent(deliveries::deliverTo);
        return Verdict.done();
    }

    /** XEP-0191 §3.3: whom the account blocks by now is not heard, whenever it spoke. */
    private boolean isWanted(Jid account, Message message) {
        return host.find(Blocklists.class)
                .flatMap(lists -> message.from().filter(from -> lists.blocks(account, from)))
                .isEmpty();
    }

    private Optional<Session> taker(Jid account) {
        return host.sessions(account).stream().filter(Session::takesMessages).findFirst();
    }

    /** XEP-0313 §3.5: an archive says so by its stanza id, and sees to it that nobody else does (XEP-0359 §5). */
    private boolean isArchived(Message message, Jid account) {
        return message.element()
                        .elements(STANZA_ID)
                        .flatMap(id -> id.attribute("by").stream())
                        .anyMatch(account.toString()::equals)
                && host.features(Host.At.ACCOUNT).contains(STANZA_ID.namespace());
    }

    /** The session takes messages from here on, and what waited came before them. */
    private void available(Session session) {
        if (!session.wantsMessages()) {
            session.hold();
        } else if (session.isHeld()) {
            deliveries.openTo(session);
        }
    }

    /** XEP-0386 §4: the client gets it from the archive; what is in none is still delivered. */
    private void leaveToArchive(Session session) {
        Jid account = session.jid().bare();
        deliveries.remove(account, message -> isArchived(message, account));
    }
}
