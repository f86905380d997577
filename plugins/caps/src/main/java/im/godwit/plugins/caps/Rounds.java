package im.godwit.plugins.caps;

import im.godwit.plugin.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who announces hashes that are not known yet: each hash is looked into once, for all of them. Safe for many threads.
 */
final class Rounds {
    /**
     * A session that announces a hash.
     *
     * @param node about which to ask it
     */
    record Announcer(Session session, Client client, String node) {}

    private record Round(List<Announcer> all, ArrayDeque<Announcer> unasked) {}

    private final ConcurrentHashMap<CapsHash, Round> rounds = new ConcurrentHashMap<>();

    /** Adds somebody; true if it is the first one, whose caller looks into the hash. */
    boolean join(CapsHash hash, Announcer announcer) {
        boolean[] first = {false};
        rounds.compute(hash, (key, present) -> {
            first[0] = present == null;
            Round round = present == null ? new Round(new ArrayList<>(), new ArrayDeque<>()) : present;
            round.all().add(announcer);
            round.unasked().add(announcer);
            return round;
        });
        return first[0];
    }

    /** The next one to ask; where nobody is left, the round is over. */
    Optional<Announcer> next(CapsHash hash) {
        List<Announcer> next = new ArrayList<>(1);
        rounds.computeIfPresent(hash, (key, round) -> {
            if (round.unasked().isEmpty()) {
                return null;
            }
            next.add(round.unasked().remove());
            return round;
        });
        return next.stream().findFirst();
    }

    /** Ends a round; all who took part. */
    List<Announcer> end(CapsHash hash) {
        Round round = rounds.remove(hash);
        return round == null ? List.of() : List.copyOf(round.all());
    }
}
