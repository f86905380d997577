package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hats of a room, and who wears them (XEP-0317). Immutable.
 *
 * @param defined by URI
 * @param worn the URIs of each account's hats; accounts without are not in it
 */
public record Hats(SortedMap<String, Hat> defined, Map<Jid, SortedSet<String>> worn) {
    /** A room in which nobody has thought of hats. */
    public static final Hats NONE = new Hats(new TreeMap<>(), Map.of());

    private static final int MAX_DEFINED = 50;
    private static final int MAX_WORN = 10;

    public Hats {
        defined = Collections.unmodifiableSortedMap(new TreeMap<>(defined));
        worn = Map.copyOf(worn);
    }

    /** The hats of an account. */
    public List<Hat> of(Jid account) {
        return worn.getOrDefault(account, Collections.emptySortedSet()).stream()
                .map(defined::get)
                .toList();
    }

    /** With one more hat, or with another instead of the one of the same URI. */
    Hats with(Hat hat) {
        TreeMap<String, Hat> more = new TreeMap<>(defined);
        more.put(hat.uri(), hat);
        if (more.size() > MAX_DEFINED) {
            throw Reason.TOO_MANY_HATS.thrown();
        }
        return new Hats(more, worn);
    }

    /** Without a hat, which nobody wears any more then. */
    Hats without(String uri) {
        require(uri);
        TreeMap<String, Hat> fewer = new TreeMap<>(defined);
        fewer.remove(uri);
        Hats undressed = this;
        for (Map.Entry<Jid, SortedSet<String>> entry : worn.entrySet()) {
            if (entry.getValue().contains(uri)) {
                undressed = undressed.takenOff(entry.getKey(), uri);
            }
        }
        return new Hats(fewer, undressed.worn);
    }

    /** With a hat on somebody's head. */
    Hats putOn(Jid account, String uri, int maxWearers) {
        require(uri);
        SortedSet<String> all = new TreeSet<>(worn.getOrDefault(account, Collections.emptySortedSet()));
        all.add(uri);
        Map<Jid, SortedSet<String>> dressed = new HashMap<>(worn);
        dressed.put(account, all);
        if (all.size() > MAX_WORN || dressed.size() > maxWearers) {
            throw Reason.TOO_MANY_HATS.thrown();
        }
        return new Hats(defined, dressed);
    }

    /** Without a hat of somebody's, if it was on. */
    Hats takenOff(Jid account, String uri) {
        require(uri);
        SortedSet<String> fewer = new TreeSet<>(worn.getOrDefault(account, Collections.emptySortedSet()));
        fewer.remove(uri);
        Map<Jid, SortedSet<String>> dressed = new HashMap<>(worn);
        if (fewer.isEmpty()) {
            dressed.remove(account);
        } else {
            dressed.put(account, fewer);
        }
        return new Hats(defined, dressed);
    }

    private void require(String uri) {
        if (!defined.containsKey(uri)) {
            throw Reason.HAT_MISSING.thrown();
        }
    }
}
