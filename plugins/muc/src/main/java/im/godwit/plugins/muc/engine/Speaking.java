package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import im.godwit.plugins.muc.engine.RoomEvent.Said;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What occupants say: to all, to one, and of the subject (XEP-0045 §7.4, §7.5, §8.1). */
public final class Speaking {
    private final Rooms rooms;
    private final Withdrawing withdrawing;

    Speaking(Rooms rooms) {
        this.rooms = rooms;
        this.withdrawing = new Withdrawing(rooms);
    }

    /**
     * A message to all (§7.4). Of a persistent room, what belongs to the history is on disk before anybody gets it.
     *
     * @throws RefusedException if the author is not in the room, has no voice, or says too much
     */
    public Outcome<Boolean> say(Jid address, Jid session, Remark remark) {
        Utterance what = remark.what();
        return rooms.open(address, room -> {
            Occupant author = speaker(room, session, what);
            if (!author.role.may(RolePrivilege.SEND_MESSAGES_TO_ALL)) {
                throw Reason.FORBIDDEN.thrown();
            }
            Optional<Withdrawal> withdrawal = remark.withdrawal().map(it -> it.onlyOf(author));
            withdrawal.ifPresent(it -> withdrawing.requireOwn(room, author, it));
            HistoryEntry entry = entry(room, author, session, remark);
            room.slowMode.count(room, author, entry);
            withdrawal.ifPresent(it -> Withdrawing.forget(room, it));
            Said said = new Said(entry, room.everybody(), Mentions.absent(room, what.mentioned()), what.kept());
            if (!what.kept()) {
                room.say(said);
                return true;
            }
            room.history.add(entry, rooms.policy().history(room.configuration()));
            room.say(said, new Recording(entry, true, withdrawal), Optional.of(new RoomEvent.Lost(what, session)));
            return true;
        });
    }

    private HistoryEntry entry(Room room, Occupant author, Jid session, Remark remark) {
        // XEP-0313 §3.5: where there is an archive, an id says that the message is in it
        boolean named = remark.what().kept() || !room.configuration().isArchived();
        return new HistoryEntry(
                Optional.of(remark.id()).filter(id -> named),
                Author.of(room, author, session),
                rooms.clock().instant(),
                remark.what().content());
    }

    /** Who speaks, if they may say so much. */
    private Occupant speaker(Room room, Jid session, Utterance what) {
        Occupant author = room.require(session);
        if (what.size() > rooms.policy().limits().messageBytes()) {
            throw Reason.TOO_BIG.thrown();
        }
        room.messages.count(session);
        return author;
    }

    /**
     * A new subject (§8.1). It is in the archive, but not in the history, which it is told behind (§7.2.15).
     *
     * @param text empty to have none
     */
    public Outcome<Boolean> changeSubject(Jid address, Jid session, Remark remark, String text) {
        Utterance what = remark.what();
        return rooms.open(address, room -> {
            Occupant author = speaker(room, session, what);
            if (!maySetSubject(room, author)) {
                throw Reason.FORBIDDEN.thrown();
            }
            if (text.getBytes(StandardCharsets.UTF_8).length
                    > rooms.policy().limits().subjectBytes()) {
                throw Reason.TOO_BIG.thrown(); // everybody who enters gets it
            }
            HistoryEntry entry = new HistoryEntry(
                    Optional.of(remark.id()),
                    Author.of(room, author, session),
                    rooms.clock().instant(),
                    what.content());
            Subject subject = new Subject(text, entry.nickname(), entry.occupant(), entry.said());
            room.key().ifPresent(key -> rooms.store().subject(key, subject));
            room.subject(subject);
            boolean kept = room.configuration().isArchived();
            Said said = new Said(entry, room.everybody(), List.of(), kept);
            if (kept) {
                room.say(
                        said,
                        new Recording(entry, false, Optional.empty()),
                        Optional.of(new RoomEvent.Lost(what, session)));
            } else {
                room.say(said);
            }
            return true;
        });
    }

    private static boolean maySetSubject(Room room, Occupant author) {
        return switch (author.role.grant(RolePrivilege.MODIFY_SUBJECT)) {
            case YES -> true;
            case BY_DEFAULT -> room.configuration().get(Settings.CHANGE_SUBJECT);
            case IF_CONFIGURED, NO -> false; // a visitor has no voice, not even in this way
        };
    }

    /** A message to one occupant, that is to all of its clients (§7.5, §7.2.8). */
    public Outcome<Boolean> whisper(Jid address, Jid session, Nickname to, Utterance what) {
        return rooms.open(address, room -> {
            Occupant author = speaker(room, session, what);
            if (!room.configuration().get(Settings.PRIVATE_MESSAGES).permits(author.role)) {
                throw Reason.FORBIDDEN.thrown();
            }
            Occupant receiver = room.named(to).orElseThrow(Reason.OCCUPANT_MISSING::thrown);
            room.say(new RoomEvent.Whispered(author.nickname, author.id, what, receiver.sessions()));
            return true;
        });
    }

    /** A visitor asks the moderators for voice (§7.13); whoever has it has it already. */
    public Outcome<Boolean> requestVoice(Jid address, Jid session, Utterance what) {
        return rooms.open(address, room -> {
            Occupant visitor = speaker(room, session, what);
            boolean asks = !visitor.role.may(RolePrivilege.SEND_MESSAGES_TO_ALL);
            if (asks) {
                room.say(new RoomEvent.VoiceRequested(visitor.appearance(), room.moderators()));
            }
            return asks;
        });
    }

    /**
     * Which client of an occupant gets an IQ from another occupant (§17.4).
     *
     * @throws RefusedException {@link Reason#NOT_AN_OCCUPANT} also where there is no such room: so a client learns that
     *     it has to enter again (XEP-0410 §4)
     */
    public Route route(Jid address, Jid session, Nickname to) {
        return rooms.at(address, lane -> {
                    Room room = lane.room().orElseThrow(Reason.NOT_AN_OCCUPANT::thrown);
                    Occupant asker = room.require(session);
                    Occupant receiver = room.named(to).orElseThrow(Reason.OCCUPANT_MISSING::thrown);
                    room.messages.count(session);
                    return new Route(
                            room.occupantJid(asker.nickname),
                            receiver.appearance().jid(),
                            asker == receiver);
                })
                .told();
    }

    /**
     * The way of an IQ.
     *
     * @param from the asker's occupant JID
     * @param to the asked client's real JID
     * @param self whether somebody asks themselves
     */
    public record Route(Jid from, Jid to, boolean self) {}

    /** Whether a client is in a room. */
    public boolean isOccupant(Jid address, Jid session) {
        return rooms.at(address, lane -> lane.room().flatMap(room -> room.of(session)))
                .told()
                .isPresent();
    }
}
