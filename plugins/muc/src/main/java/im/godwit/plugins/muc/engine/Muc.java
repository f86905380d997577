package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntBiFunction;

/**
 * A multi-user chat service. May be called from many threads; blocks while the store works. What is refused throws
 * {@link RefusedException} and has changed nothing.
 *
 * <p>Changes of one room happen one after another. What is said because of them is handed to the outlet in the same
 * order, on the thread that runs {@link Outcome#delivery}.
 */
public final class Muc {
    private static final int SECRET_BYTES = 32;

    private final Entering entering;
    private final Leaving leaving;
    private final Speaking speaking;
    private final Inviting inviting;
    private final Moderating moderating;
    private final Affiliating affiliating;
    private final Registering registering;
    private final Owning owning;
    private final Browsing browsing;
    private final Archives archives;
    private final Observing observing;
    private final Dressing dressing;
    private final Portraying portraying;
    private final Searching searching;
    private final Farewell farewell;
    private final Indicating indicating;

    /**
     * Makes a service over a store.
     *
     * @param length of a message of a room's history as a complete stanza, in characters
     * @param outlet sends events of a room, in their order, to their recipients
     */
    public Muc(
            Jid service,
            RoomStore store,
            Policy policy,
            Clock clock,
            ToIntBiFunction<Jid, HistoryEntry> length,
            BiConsumer<Jid, List<RoomEvent>> outlet) {
        Rooms rooms = new Rooms(store, policy, clock, outlet);
        byte[] candidate = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(candidate);
        OccupantIds ids = new OccupantIds(store.secret(service, candidate));
        entering = new Entering(rooms, ids, length);
        leaving = new Leaving(rooms);
        speaking = new Speaking(rooms);
        inviting = new Inviting(rooms);
        moderating = new Moderating(rooms);
        affiliating = new Affiliating(rooms);
        registering = new Registering(rooms);
        owning = new Owning(rooms);
        browsing = new Browsing(rooms);
        archives = new Archives(rooms);
        observing = new Observing(rooms);
        dressing = new Dressing(rooms);
        portraying = new Portraying(rooms);
        searching = new Searching(rooms);
        farewell = new Farewell(rooms);
        indicating = rooms.indicating();
    }

    /** To enter and show presence (XEP-0045 §7.2, §7.6, §7.7). */
    public Entering entering() {
        return entering;
    }

    /** To leave, and to be taken for gone (§7.14, §11). */
    public Leaving leaving() {
        return leaving;
    }

    /** To say something (§7.4, §7.5, §7.13, §8.1). */
    public Speaking speaking() {
        return speaking;
    }

    /** To invite (§7.8). */
    public Inviting inviting() {
        return inviting;
    }

    /** To change roles (§8, §9.6 to §9.8). */
    public Moderating moderating() {
        return moderating;
    }

    /** To change affiliations (§9.1 to §9.5, §10.3 to §10.8). */
    public Affiliating affiliating() {
        return affiliating;
    }

    /** To register with a room (§7.10, §7.12). */
    public Registering registering() {
        return registering;
    }

    /** To configure and destroy rooms (§10.1, §10.2, §10.9). */
    public Owning owning() {
        return owning;
    }

    /** To find rooms and what they are (§6). */
    public Browsing browsing() {
        return browsing;
    }

    /** To read what was said (XEP-0313 §5.1.2). */
    public Archives archives() {
        return archives;
    }

    /** To read a room without being in it. */
    public Observing observing() {
        return observing;
    }

    /** To define and give hats (XEP-0317). */
    public Dressing dressing() {
        return dressing;
    }

    /** To give rooms vCards and avatars (XEP-0486). */
    public Portraying portraying() {
        return portraying;
    }

    /** To search public rooms (XEP-0433). */
    public Searching searching() {
        return searching;
    }

    /** To hear of rooms without being there (XEP-0437). */
    public Indicating indicating() {
        return indicating;
    }

    /**
     * Forgets an account that is gone, in all rooms of a service. A room that loses its last owner by that goes to its
     * admins, or is destroyed if there are none.
     */
    public void forget(Jid service, Jid account) {
        farewell.forget(service, account);
    }
}
