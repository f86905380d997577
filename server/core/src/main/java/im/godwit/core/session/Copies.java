package im.godwit.core.session;

import im.godwit.plugin.Outcome;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The copies of one message that went to several sessions of an account (RFC 6121 §8.5.2.1.1). A copy whose client is
 * gone matters only when all others are gone too: as long as one may arrive, the account has the message.
 */
public final class Copies implements Outcome {
    /** For a stanza that goes to one session only. */
    static final Outcome ONE = new Outcome() {
        @Override
        public void taken() {}

        @Override
        public boolean lost() {
            return true;
        }
    };

    private final AtomicInteger left;

    /**
     * Counts copies.
     *
     * @param number how many sessions get one
     */
    public Copies(int number) {
        left = new AtomicInteger(number);
    }

    @Override
    public void taken() {}

    @Override
    public boolean lost() {
        return left.decrementAndGet() == 0;
    }
}
