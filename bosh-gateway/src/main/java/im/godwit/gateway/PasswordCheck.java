package im.godwit.gateway;

import im.godwit.jid.Jid;
import java.net.InetAddress;
import java.time.Duration;

/** Knows the passwords of accounts, and slows down who guesses them. May block; called by many threads. */
@FunctionalInterface
public interface PasswordCheck {
    /** What is to be thought of a password. */
    sealed interface Finding {}

    /** It is the account's, and the account may log in. */
    record Right() implements Finding {}

    /** It is not, or there is no such account; finding that out takes as long. */
    record Wrong() implements Finding {}

    /**
     * Nobody looked at it: there were too many wrong ones from that address.
     *
     * @param retryAfter when another is looked at for sure
     */
    record TooMany(Duration retryAfter) implements Finding {}

    /** Checks the password that somebody at this address shows for an account. */
    Finding check(Jid account, String password, InetAddress from);
}
