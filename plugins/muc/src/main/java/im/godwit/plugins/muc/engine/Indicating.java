package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomEvent.Away;
import im.godwit.plugins.muc.engine.RoomEvent.Indicated;
import im.godwit.plugins.muc.engine.RoomEvent.Said;
import im.godwit.store.StoreException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is told that something is said in persistent rooms where they are not (XEP-0437): accounts that a room's lists
 * name as members or more, which may always enter it; of an account that is in a room, no client is told of that room.
 * What counts is what rooms keep.
 */
public final class Indicating {
    /** How many rooms an account hears of. */
    private static final int ROOMS = 250;

    private final Rooms rooms;
    private final Subscribers subscribers;

    Indicating(Rooms rooms, int most) {
        this.rooms = rooms;
        this.subscribers = new Subscribers(most, ROOMS);
    }

    /**
     * A client wants to know, until it unsubscribes. For one that is subscribed already nothing changes.
     *
     * @return the persistent rooms in which something was said since its account was there last
     * @throws RefusedException if there are too many subscribers
     */
    public List<Jid> subscribe(Jid service, Jid session) {
        if (subscribers.contains(session)) {
            return List.of(); // §4: a room is notified once in the lifetime of a subscription
        }
        Jid account = session.bare();
        boolean first = subscribers.add(session);
        try {
            if (first) {
                rooms.store()
                        .memberships(service, account, ROOMS)
                        .forEach(membership -> subscribers.await(account, membership));
            }
            // after the account waits: what is said meanwhile is either in the store by now or will be heard of
            List<Jid> news = rooms.store().news(service, account, ROOMS);
            news.forEach(room -> subscribers.stop(account, room));
            return news.stream().filter(room -> isAway(room, account)).toList();
        } catch (StoreException unknown) {
            subscribers.remove(session);
            throw unknown;
        }
    }

    private boolean isAway(Jid address, Jid account) {
        return rooms.at(
                        address,
                        lane -> lane.room()
                                .map(room -> room.isMember(account)
                                        && room.ofUser(account).isEmpty())
                                .orElse(true)) // nobody is in a room that is not in memory
                .told();
    }

    /** A client wants to know no more. */
    public void unsubscribe(Jid session) {
        subscribers.remove(session);
    }

    /** What rooms tell, once that is on disk. */
    void heard(Jid room, List<RoomEvent> events) {
        for (RoomEvent event : events) {
            if (event instanceof Said said && said.kept() && subscribers.isAwaited(room)) {
                indicate(room, said);
            } else if (event instanceof Away away) {
                subscribers.await(away.account(), room);
            }
        }
    }

    private void indicate(Jid address, Said said) {
        Set<Jid> waiting = subscribers.take(address);
        Set<Jid> present = said.to().stream().map(Jid::bare).collect(Collectors.toSet());
        rooms.at(address, lane -> {
                    rooms.find(lane).ifPresent(room -> {
                        // §4: never to who may not enter
                        List<Jid> absent = waiting.stream()
                                .filter(account -> !present.contains(account) && room.isMember(account))
                                .toList();
                        List<Jid> to = subscribers.sessions(absent);
                        if (!to.isEmpty()) {
                            room.say(new Indicated(to));
                        }
                    });
                    return waiting;
                })
                .told();
    }
}
