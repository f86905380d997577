package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Session;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Rosters of the accounts of a host (RFC 6121 §2); provided by the roster plugin. */
public interface Rosters {
    /** All contacts of an account, items that are not shown to the client included. */
    Collection<Contact> contacts(Jid account);

    /** One contact, by bare JID. */
    Optional<Contact> contact(Jid account, Jid contact);

    /**
     * Changes one contact atomically and durably, and pushes the change to the account's interested resources (RFC 6121
     * §2.1.6) if what they see of it changed.
     *
     * @param edit from the contact as it is ({@link Contact#none} where there is no entry) to the contact as it shall
     *     be; {@link Contact#none} removes it. May run more than once.
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} if the account has as many contacts as it
     *     may; what the edit throws is passed on, and nothing is changed then
     */
    default Change update(Jid account, Jid contact, UnaryOperator<Contact> edit) {
        return update(account, contact, edit, change -> {});
    }

    /**
     * The same, with something to do after the commit and before the push, such as to deliver the presence that the
     * push must not overtake (RFC 6121 §3.1.6).
     *
     * @param beforePush runs while other updates of the account wait: it may send to sessions, and must not route
     */
    Change update(Jid account, Jid contact, UnaryOperator<Contact> edit, Consumer<Change> beforePush);

    /** The account's sessions that asked for its roster (RFC 6121 §2.2). */
    Collection<Session> interested(Jid account);

    /** A contact before and after an update. */
    record Change(Contact before, Contact after) {
        /** Whether a client sees a difference. */
        public boolean isVisible() {
            return (before.listed() || after.listed()) && !before.item().equals(after.item());
        }
    }

    /**
     * A contact was changed, added or removed, by whatever means but the end of the account; durable. Raised on the
     * thread that changed it, when the account's other updates do not wait any more: several of one contact may be told
     * in another order.
     */
    record Changed(Jid account, Contact before, Contact after) implements Event.ToServices {}

    /**
     * A contact has left a roster because its user or the account removed it; the contact's own server is still to be
     * told (RFC 6121 §2.5.2).
     *
     * @param before the contact with the subscriptions that are to be cancelled
     */
    record Removed(Jid account, Contact before) implements Event {}
}
