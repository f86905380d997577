package im.godwit.gateway;

import im.godwit.core.transport.AddressCounts;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The place that one BOSH session or WebSocket takes among those of its client's address. May be used by any thread.
 */
final class Admission {
    private enum State {
        NEW,
        AUTHENTICATED,
        OVER
    }

    private final AddressCounts counts;
    private final InetAddress address;
    private State state = State.NEW;

    private Admission(AddressCounts counts, InetAddress address) {
        this.counts = counts;
        this.address = address;
    }

    /** Takes a place; none if the address has as many as it may. */
    static Optional<Admission> to(AddressCounts counts, InetAddress address) {
        return counts.enter(address) ? Optional.of(new Admission(counts, address)) : Optional.empty();
    }

    /** The client has logged in. */
    synchronized void authenticated() {
        if (state == State.NEW) {
            state = State.AUTHENTICATED;
            counts.authenticated(address);
        }
    }

    /** Gives the place back. */
    synchronized void leave() {
        if (state != State.OVER) {
            counts.leave(address, state == State.AUTHENTICATED);
            state = State.OVER;
        }
    }
}
