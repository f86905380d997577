package im.godwit.core.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The copies of one message that went to several sessions of an account (RFC 6121 §8.5.2.1.1). A copy whose client is
 * gone matters only when all others are gone too: as long as one may arrive, the account has the message.
 */
@FunctionalInterface
public interface Copies {
    /** A stanza that goes to one session only. */
    Copies ONE = () -> true;

    /** Copies for so many sessions. */
    static Copies of(int number) {
        AtomicInteger left = new AtomicInteger(number);
        return () -> left.decrementAndGet() == 0;
    }

    /**
     * One copy will not arrive.
     *
     * @return whether it was the last, so that the message must go elsewhere
     */
    boolean lose();
}
