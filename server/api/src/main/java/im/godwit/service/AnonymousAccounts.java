package im.godwit.service;

import im.godwit.jid.Jid;

/**
 * The accounts of visitors who have none (XEP-0175); provided by the core on every host. Such an account begins with a
 * login and ends with its session, when all that was kept for it is forgotten as that of a deleted one. To
 * {@link Accounts} it does not exist, so that what is for registered users is not for it. May be asked from any thread.
 */
@FunctionalInterface
public interface AnonymousAccounts {
    /** Whether this is one, also while plugins are told that it ends. */
    boolean contains(Jid account);
}
