package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of rooms when an account is deleted. */
final class Farewell {
    private final Rooms rooms;

    Farewell(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * Forgets an account that is gone, in all rooms. A room that loses its last owner by that goes to its admins, or is
     * destroyed if there are none.
     */
    void forget(Jid service, Jid account) {
        for (Jid address : rooms.store().knowing(service, account)) {
            rooms.at(address, lane -> rooms.find(lane).map(room -> forget(room, account)))
                    .told();
        }
        rooms.awake()
                .forEach(address -> rooms.at(address, lane -> lane.room().map(room -> forget(room, account)))
                        .told());
    }

    private boolean forget(Room room, Jid account) {
        Dressing.undress(room, rooms.store(), account);
        if (!room.affiliations().containsKey(account)) {
            return false;
        }
        Map<Jid, Affiliated> wanted = new LinkedHashMap<>();
        wanted.put(account, Affiliated.NONE);
        boolean last = room.affiliated(Affiliation.OWNER).equals(List.of(account));
        List<Jid> heirs = last ? room.affiliated(Affiliation.ADMIN) : List.of();
        if (last && heirs.isEmpty()) {
            Removal.destroy(room, rooms.store(), Destruction.PLAIN);
            return true;
        }
        heirs.forEach(heir -> wanted.put(heir, room.changed(heir, Affiliation.OWNER)));
        room.key().ifPresent(key -> rooms.store().change(key, room.configuration(), wanted));
        Actor nobody = new Actor(room.address(), Affiliation.OWNER, false, Optional.empty());
        new AffiliationChanges(room, nobody, wanted).apply();
        return true;
    }
}
