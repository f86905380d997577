package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Optional;

/** Something that a room tells some clients. Recipients are full JIDs of occupants, unless said otherwise. */
public sealed interface RoomEvent {
    /**
     * An occupant is there, or not any more.
     *
     * @param available false where it leaves
     */
    record Presented(Appearance who, boolean available, Circumstances how, List<Viewer> to) implements RoomEvent {}

    /** All who are there, to one who entered (§7.2.1). */
    record RoomShown(List<Appearance> who, Viewer to) implements RoomEvent {}

    /**
     * A message to all (§7.4).
     *
     * @param mentioned accounts that are not in the room, and are told of it (XEP-0452)
     * @param kept whether the room keeps it, so that it is news for who is not there
     */
    record Said(HistoryEntry entry, List<Jid> to, List<Jid> mentioned, boolean kept) implements RoomEvent {}

    /** A message that could not be kept, and that nobody gets; to its author. */
    record Lost(Utterance what, Jid to) implements RoomEvent {}

    /** A message from before one entered (§7.2.13). */
    record Remembered(HistoryEntry entry, Jid to) implements RoomEvent {}

    /** The subject to one who entered; none where there never was one (§7.2.15). */
    record SubjectShown(Optional<Subject> subject, Jid to) implements RoomEvent {}

    /** A message from one occupant to another (§7.5). */
    record Whispered(Nickname from, String occupant, Utterance what, List<Jid> to) implements RoomEvent {}

    /** The configuration changed (§10.2.1). */
    record Configured(Status code, List<Jid> to) implements RoomEvent {}

    /**
     * The room's avatar, to who enters or when it changed (XEP-0486 §5.2).
     *
     * @param photos its hashes; none where there is none any more
     */
    record Portrayed(List<String> photos, List<Jid> to) implements RoomEvent {}

    /** Somebody, who need not be in the room, is invited (§7.8.2). */
    record Invited(Invitation invitation, Optional<String> password) implements RoomEvent {}

    /** Somebody who is not in the room has another affiliation now (§10.3, §10.6); to those who may see JIDs. */
    record AffiliationTold(Jid account, Affiliated affiliated, Optional<Nickname> actor, List<Jid> to)
            implements RoomEvent {}

    /** An occupant wants voice; to the moderators (§8.6). */
    record VoiceRequested(Appearance who, List<Jid> to) implements RoomEvent {}

    /** Somebody wants to become a member; to admins and owners, who need not be in the room (§9.9). */
    record RegistrationRequested(Jid user, Nickname nickname, List<Jid> to) implements RoomEvent {}

    /** A member or more of a persistent room is not in it from here on; told to nobody. */
    record Away(Jid account) implements RoomEvent {}

    /** The room ends as its creator left before configuring it; to the client that did (§10.1.3). */
    record Abandoned(Jid to) implements RoomEvent {}

    /** A temporary room with an archive is no more; told to nobody. */
    record Ended() implements RoomEvent {}

    /** Something was said; to clients of members that are not in the room, from the service (XEP-0437). */
    record Indicated(List<Jid> to) implements RoomEvent {}
}
