package im.godwit.plugins.muc.engine;

import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps persistent rooms, and what is said in temporary ones that have an archive. What a method changed is durable
 * when it returns; each is atomic. Called by many threads, for one room by one at a time.
 */
public interface RoomStore {
    /** The room at an address. */
    Optional<StoredRoom> load(Jid room);

    /**
     * Keeps a room from now on.
     *
     * @return its key
     */
    long create(Jid room, Instant now, StoredRoom contents, List<Recording> history);

    /**
     * Keeps a room from now on that was temporary and has an archive.
     *
     * @return its key; the archive is the room's from now on
     */
    long makePersistent(Jid room, Instant now, StoredRoom contents, ArchiveKey.Temporary archive);

    /** Forgets a room, but not what was said in it. */
    ArchiveKey.Temporary makeTemporary(Jid service, ArchiveKey.OfRoom archive);

    /** Keeps what is said in a temporary room of a service from now on. */
    ArchiveKey.Temporary begin(Jid service, List<Recording> history);

    /** Ends the archives of all temporary rooms of a service, which went with the process that they were in. */
    void endTemporary(Jid service);

    /**
     * Changes configuration and affiliations together.
     *
     * @param affiliations what changes; none removes
     */
    void change(long key, Configuration configuration, Map<Jid, Affiliated> affiliations);

    void subject(long key, Subject subject);

    /**
     * Keeps what happened in its order: adds messages, with what they take back, and forgets the oldest beyond the
     * limits, some at a time, where there are many; notes of members that leave up to where they have seen them.
     *
     * @return whether there still is such an archive
     */
    boolean append(ArchiveKey key, List<? extends Kept> events, ArchiveLimits limits);

    /** The latest messages that are recalled and were not taken back, the oldest first. */
    List<HistoryEntry> history(ArchiveKey key, int limit);

    /** The occupant identifier of whoever said something. */
    Optional<String> author(ArchiveKey key, String id);

    /** A page of all messages; see {@link im.godwit.archive.ArchiveReader#page}. */
    ArchivePage<Recorded> page(ArchiveKey key, ArchiveQuery query, int size);

    /** The oldest and the newest of all messages. */
    Optional<ArchivePage.Ends<Recorded>> ends(ArchiveKey key);

    /** Forgets all that was said in a room, and with it the room. */
    void delete(ArchiveKey key);

    /** The first public rooms of a service behind a place; addresses are in the order of their UTF-8 bytes. */
    List<Listing> publicRoomsAfter(Jid service, String place, int limit);

    /** The last public rooms of a service before a place, in the same order. */
    List<Listing> publicRoomsBefore(Jid service, String place, int limit);

    /** The first public rooms of a service with their whole configurations, in the same order. */
    List<Channel> channels(Jid service, int limit);

    /** How many public rooms of a service lie before a place. */
    long countPublicRooms(Jid service, String before);

    /** How many rooms of a service an account owns. */
    int owned(Jid service, Jid account);

    /** The rooms of a service that know an account, by an affiliation or a hat. */
    List<Jid> knowing(Jid service, Jid account);

    /** The first rooms of a service, by their addresses, whose lists name an account as a member or more. */
    List<Jid> memberships(Jid service, Jid account, int limit);

    /** Those of its {@link #memberships} that keep something that was said since the account left last. */
    List<Jid> news(Jid service, Jid account, int limit);

    /** Keeps another vCard, or none. */
    void card(long key, Optional<Card> card);

    /** Keeps a hat, or another instead of the one of the same URI. */
    void hat(long key, Hat hat);

    /** Forgets a hat and all who wear it. */
    void removeHat(long key, String uri);

    /** Keeps that somebody wears a hat of the room. */
    void putOn(long key, Jid account, String uri);

    /** Forgets that somebody wears a hat. */
    void takeOff(long key, Jid account, String uri);

    /** The key of a service's occupant identifiers (XEP-0421 §4): the candidate where it has none yet. */
    byte[] secret(Jid service, byte[] candidate);

    /**
     * A room in a list.
     *
     * @param name for people; empty for none
     */
    record Listing(Jid room, String name) {}
}
