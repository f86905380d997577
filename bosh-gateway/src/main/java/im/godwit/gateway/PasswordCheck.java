package im.godwit.gateway;

import im.godwit.jid.Jid;

/** Knows the passwords of accounts. May block; called by many threads. */
@FunctionalInterface
public interface PasswordCheck {
    /** Whether this is the account's password and it may log in; takes as long for an account that is not there. */
    boolean isRight(Jid account, String password);
}
