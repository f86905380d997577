package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Searches through the public rooms (XEP-0433). A search looks at all of them, so that nobody may search all the time.
 */
public final class Searching {
    /** More persistent rooms than this are not looked at; those with the last addresses are left out. */
    private static final int MOST = 10_000;

    private static final Rate OF_ONE = new Rate(1, 20);
    private static final Rate OF_ALL = new Rate(20, 100);

    private final Rooms rooms;
    private final Traffic traffic; // guarded by itself

    Searching(Rooms rooms) {
        this.rooms = rooms;
        this.traffic = new Traffic(rooms.clock(), OF_ONE, OF_ALL);
    }

    /**
     * The public rooms that match, in no order.
     *
     * @throws RefusedException {@link Reason#SEARCHES_TOO_MUCH}
     */
    public List<Channel> channels(Jid service, Jid requester, Predicate<Channel> matching) {
        count(requester);
        return all(service).stream().filter(matching).toList();
    }

    private void count(Jid requester) {
        try {
            synchronized (traffic) {
                traffic.count(requester);
            }
        } catch (RefusedException tooFast) {
            throw Reason.SEARCHES_TOO_MUCH.thrown();
        }
    }

    /** What is in memory is newer than what is in the store. */
    private Collection<Channel> all(Jid service) {
        Map<Jid, Channel> all = new LinkedHashMap<>();
        rooms.store().channels(service, MOST).forEach(channel -> all.put(channel.room(), channel));
        rooms.channels().forEach(channel -> all.put(channel.room(), channel));
        return all.values();
    }
}
