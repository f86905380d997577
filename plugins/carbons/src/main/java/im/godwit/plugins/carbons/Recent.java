package im.godwit.plugins.carbons;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import java.util.Optional;

/**
 * The messages of one account that were copied last, so that an error that answers one of them is copied too (§6.1).
 * Only hashes of their addresses and ids are kept: two that look the same cost an error copied in vain. For many
 * threads.
 */
final class Recent {
    private static final int SIZE = 64;

    private final long[] hashes = new long[SIZE];
    private int next;

    /** Remembers a message; one without an id cannot be answered by an error that tells what it is about. */
    void add(Message message, Direction direction) {
        message.id().ifPresent(id -> remember(hash(direction, direction.peer(message), id)));
    }

    private synchronized void remember(long hash) {
        hashes[next] = hash;
        next = (next + 1) % SIZE;
    }

    /** Whether an error, going in this direction, answers a message that was remembered. */
    boolean isAnsweredBy(Message error, Direction direction) {
        return error.id()
                .filter(id -> holds(hash(direction.opposite(), direction.peer(error), id)))
                .isPresent();
    }

    private synchronized boolean holds(long hash) {
        for (long known : hashes) {
            if (known == hash) {
                return true;
            }
        }
        return false;
    }

    /** Never 0, which an empty place holds. */
    private static long hash(Direction direction, Optional<Jid> peer, String id) {
        int conversation = peer.map(jid -> jid.bare().hashCode()).orElse(0) * 31 + direction.ordinal();
        return ((long) conversation << Integer.SIZE | Integer.toUnsignedLong(id.hashCode())) | Long.MIN_VALUE;
    }
}
