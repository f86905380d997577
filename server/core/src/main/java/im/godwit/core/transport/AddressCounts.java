package im.godwit.core.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the connections of each peer address, IPv6 addresses by their /64 network. Threads may share it. */
public final class AddressCounts {
    private final ConcurrentMap<String, Count> counts = new ConcurrentHashMap<>();
    private final int all;
    private final int unauthenticated;

    private record Count(int all, int unauthenticated) {}

    /**
     * @param all how many connections an address may have
     * @param unauthenticated how many of them may be of clients that have not logged in
     */
    public AddressCounts(int all, int unauthenticated) {
        this.all = all;
        this.unauthenticated = unauthenticated;
    }

    /** Counts a new connection, unless there are too many from its address. */
    public boolean enter(InetAddress address) {
        String key = key(address);
        Count[] before = new Count[1];
        counts.compute(key, (k, known) -> {
            before[0] = known == null ? new Count(0, 0) : known;
            return full(before[0]) ? known : new Count(before[0].all + 1, before[0].unauthenticated + 1);
        });
        return !full(before[0]);
    }

    private boolean full(Count count) {
        return count.all >= all || count.unauthenticated >= unauthenticated;
    }

    /** The client on a connection has logged in. */
    public void authenticated(InetAddress address) {
        counts.computeIfPresent(key(address), (k, known) -> new Count(known.all, known.unauthenticated - 1));
    }

    /** A connection is over, of a client that had logged in or not. */
    public void leave(InetAddress address, boolean authenticated) {
        counts.computeIfPresent(
                key(address),
                (k, known) -> known.all == 1
                        ? null
                        : new Count(known.all - 1, known.unauthenticated - (authenticated ? 0 : 1)));
    }

    private static String key(InetAddress address) {
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), 8))
                : address.getHostAddress();
    }
}
