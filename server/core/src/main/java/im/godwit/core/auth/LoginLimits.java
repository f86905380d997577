package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Slows down who guesses passwords: after so many failures within a time, an address, or an address for one account, is
 * refused for the rest of it. Nothing is counted for an account alone, so nobody can lock its owner out from elsewhere.
 *
 * <p>An attempt for an account counts from its beginning, so that many at once gain nothing; a success takes it back.
 * IPv6 addresses count by their /64 network. The least recently seen are forgotten when too many are known. For many
 * threads.
 */
public final class LoginLimits {
    /** So many addresses, and so many pairs of address and account, are remembered. */
    private static final int REMEMBERED = 20_000;

    private final Options options;
    private final Clock clock;
    private final SequencedMap<String, Count> addresses = new LinkedHashMap<>(); // guarded by this
    private final SequencedMap<String, Count> pairs = new LinkedHashMap<>(); // guarded by this

    private record Count(int failures, Instant since) {}

    /**
     * How much is too much.
     *
     * @param perAddress failures from one address, whatever the account
     * @param perAccount failures and unfinished attempts from one address for one account
     * @param window the time in which they are counted, from the first one on
     */
    public record Options(int perAddress, int perAccount, Duration window) {
        /** 100 and 25 in 10 minutes. */
        public static final Options DEFAULTS = new Options(100, 25, Duration.ofMinutes(10));
    }

    public LoginLimits(Options options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Somebody tries to be an account.
     *
     * @return false if there were too many failures; the attempt must not go on then
     */
    synchronized boolean begin(InetAddress from, Jid account) {
        String address = Networks.of(from);
        String pair = address + " " + account;
        if (failures(addresses, address) >= options.perAddress() || failures(pairs, pair) >= options.perAccount()) {
            return false;
        }
        count(pairs, pair);
        return true;
    }

    /** The attempt failed. */
    synchronized void failed(InetAddress from) {
        count(addresses, Networks.of(from));
    }

    /** Somebody has proven to be the account: earlier mistakes were its owner's. */
    synchronized void succeeded(InetAddress from, Jid account) {
        pairs.remove(Networks.of(from) + " " + account);
    }

    private int failures(SequencedMap<String, Count> counts, String key) {
        Count known = counts.get(key);
        return known == null || isOver(known) ? 0 : known.failures();
    }

    private void count(SequencedMap<String, Count> counts, String key) {
        Count known = counts.remove(key);
        counts.putLast(
                key,
                known == null || isOver(known)
                        ? new Count(1, clock.instant())
                        : new Count(known.failures() + 1, known.since()));
        if (counts.size() > REMEMBERED) {
            counts.pollFirstEntry();
        }
    }

    private boolean isOver(Count count) {
        return !clock.instant().isBefore(count.since().plus(options.window()));
    }
}
