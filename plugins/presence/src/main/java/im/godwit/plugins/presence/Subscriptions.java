package im.godwit.plugins.presence;

import static im.godwit.plugins.presence.SubscriptionTable.INBOUND;
import static im.godwit.plugins.presence.SubscriptionTable.OUTBOUND;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.presence.SubscriptionTable.Step;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.service.Rosters.Change;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import java.util.Collection;
import java.util.Optional;

/**
 * Requests, approvals and cancellations of subscriptions (RFC 6121 §3).
 *
 * <p>A roster's change is committed and pushed before the stanza that makes it is routed: an answer may come at once,
 * and its push must be the last.
 */
final class Subscriptions {
    /** A request is kept whole, for each contact: more is no greeting. */
    private static final int MAX_REQUEST_BYTES = 16 * 1024;

    private final Host host;
    private final Rosters rosters;
    private final Announcer announcer;

    Subscriptions(Host host, Rosters rosters, Announcer announcer) {
        this.host = host;
        this.rosters = rosters;
        this.announcer = announcer;
    }

    /** What a client of the account sends. */
    Verdict outgoing(Presence presence, Jid account) {
        Jid contact = presence.to().orElseThrow(Subscriptions::unaddressed).bare();
        if (contact.equals(account)) {
            throw Condition.NOT_ALLOWED
                    .error("you see your own presence anyway")
                    .thrown();
        }
        // §3.1.2, §3.1.5, §3.2.2, §3.3.2: subscriptions are between accounts
        Presence stamped = presence.withFrom(account).withTo(contact);
        if (isOversized(stamped)) {
            throw Condition.POLICY_VIOLATION
                    .error("a subscription request has at most " + MAX_REQUEST_BYTES + " bytes")
                    .thrown();
        }
        Change change = rosters.update(account, contact, entry -> sent(stamped, entry));
        SubscriptionState before = SubscriptionState.of(change.before());
        if (!OUTBOUND.step(stamped.type(), before).passes()) {
            return Verdict.done();
        }
        if (stamped.type() == Type.SUBSCRIBED) {
            host.send(stamped);
            announcer.show(account, contact); // §3.1.5
            return Verdict.done();
        }
        if (stamped.type() == Type.UNSUBSCRIBED && before.from()) {
            announcer.hide(account, contact); // §3.2.2: while the contact is still subscribed
        }
        return Verdict.replace(stamped);
    }

    private static StanzaException unaddressed() {
        return Condition.BAD_REQUEST.error("a subscription needs a 'to'").thrown();
    }

    private static boolean isOversized(Presence presence) {
        return presence.type() == Type.SUBSCRIBE
                && ElementWriter.toBytes(presence.element(), Namespaces.CLIENT).length > MAX_REQUEST_BYTES;
    }

    /** The user's entry after what its client sent. */
    private static Contact sent(Presence presence, Contact entry) {
        Step step = OUTBOUND.step(presence.type(), SubscriptionState.of(entry));
        Contact after = step.next().apply(entry, presence.element());
        return switch (presence.type()) {
            case SUBSCRIBE -> after.withListed(true); // §3.1.2
            case SUBSCRIBED -> {
                boolean inAdvance = !step.passes() && !step.next().from(); // §3.4.2
                yield inAdvance
                        ? after.withListed(true).withApproved(true)
                        : after.withListed(after.listed() || step.passes()); // §3.1.5
            }
            case UNSUBSCRIBED -> after.withApproved(false); // §3.4.2
            case UNSUBSCRIBE, AVAILABLE, UNAVAILABLE, PROBE, ERROR -> after;
        };
    }

    /** What comes from a contact to the account. */
    Verdict incoming(Presence presence, Jid account) {
        Jid contact = presence.from().orElseThrow().bare();
        if (contact.equals(account)) {
            return Verdict.drop("an account has no subscription to itself");
        }
        if (presence.type() == Type.SUBSCRIBE) {
            return asked(presence, account, contact);
        }
        Change change = rosters.update(
                account,
                contact,
                entry -> INBOUND.step(presence.type(), SubscriptionState.of(entry))
                        .next()
                        .apply(entry, presence.element()),
                // §3.1.6, §3.2.3, §3.3.3: to the interested resources, before the push
                done -> deliver(presence, done, rosters.interested(account)));
        if (presence.type() == Type.UNSUBSCRIBE && change.before().from()) {
            announcer.hide(account, contact); // §3.3.3
        }
        return Verdict.done();
    }

    private static void deliver(Presence presence, Change change, Collection<Session> sessions) {
        SubscriptionState before = SubscriptionState.of(change.before());
        if (INBOUND.step(presence.type(), before).passes()) {
            sessions.forEach(session -> session.send(presence));
        }
    }

    /** A request (§3.1.3). */
    private Verdict asked(Presence presence, Jid account, Jid contact) {
        Presence kept = isOversized(presence)
                ? presence.withElement(
                        Announcer.plain(Type.SUBSCRIBE, contact).withTo(account).element())
                : presence;
        Change change;
        try {
            change = rosters.update(account, contact, entry -> received(kept, entry), done -> {
                if (!done.after().from()) {
                    deliver(kept, done, announcer.available(account));
                }
            });
        } catch (StanzaException full) {
            // no answer, as if the user had not looked yet: who asks learns nothing of the account
            return Verdict.drop("too many subscription requests wait");
        }
        if (change.after().from()) {
            // §3.1.3, §3.4.2: approved already
            host.send(Announcer.plain(Type.SUBSCRIBED, account).withTo(contact));
            announcer.show(account, contact);
        }
        return Verdict.done();
    }

    /** The user's entry after a request came. */
    private static Contact received(Presence request, Contact entry) {
        if (entry.approved() && !entry.from()) {
            return entry.withFrom(true).withRequest(Optional.empty()); // §3.4.2
        }
        return INBOUND.step(Type.SUBSCRIBE, SubscriptionState.of(entry)).next().apply(entry, request.element());
    }

    /** A contact was removed from the account's roster: both subscriptions end (§2.5.2). */
    void removed(Jid account, Contact before) {
        if (before.to() || before.ask()) {
            announcer.tell(account, before.jid(), Announcer.plain(Type.UNSUBSCRIBE, account));
        }
        if (before.from()) {
            announcer.hide(account, before.jid());
            announcer.tell(account, before.jid(), Announcer.plain(Type.UNSUBSCRIBED, account));
        }
    }
}
