package im.godwit.plugins.muc.web;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who follows which room over HTTP; they are told that something happened, and look for themselves. */
public final class Followers {
    private final Map<Jid, List<Runnable>> wakers = new ConcurrentHashMap<>();

    /**
     * Begins to wake a follower.
     *
     * @param waker must not block and must not throw
     * @return ends it
     */
    Runnable follow(Jid room, Runnable waker) {
        wakers.merge(
                room,
                List.of(waker),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        return () -> wakers.computeIfPresent(room, (address, some) -> {
            List<Runnable> others = some.stream().filter(one -> one != waker).toList();
            return others.isEmpty() ? null : others;
        });
    }

    /** Something happened in a room; what it said is on disk by now if the room is persistent. */
    public void tell(Jid room, List<RoomEvent> events) {
        if (events.stream().anyMatch(Followers::isOfInterest)) {
            wakers.getOrDefault(room, List.of()).forEach(Runnable::run);
        }
    }

    private static boolean isOfInterest(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Said _, RoomEvent.Configured _ -> true;
            case RoomEvent.Presented presented -> presented.how().destruction().isPresent();
            case RoomEvent.RoomShown _,
                    RoomEvent.Lost _,
                    RoomEvent.Remembered _,
                    RoomEvent.SubjectShown _,
                    RoomEvent.Whispered _,
                    RoomEvent.Portrayed _,
                    RoomEvent.Invited _,
                    RoomEvent.AffiliationTold _,
                    RoomEvent.VoiceRequested _,
                    RoomEvent.RegistrationRequested _,
                    RoomEvent.Away _,
                    RoomEvent.Abandoned _,
                    RoomEvent.Ended _,
                    RoomEvent.Indicated _ -> false;
        };
    }
}
