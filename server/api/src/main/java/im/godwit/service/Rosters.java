package im.godwit.service;

import im.godwit.jid.Jid;
import java.util.Collection;
import java.util.Optional;
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
     */
    Change update(Jid account, Jid contact, UnaryOperator<Contact> edit);

    /** A contact before and after an update. */
    record Change(Contact before, Contact after) {}
}
