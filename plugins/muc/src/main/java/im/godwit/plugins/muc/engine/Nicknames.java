package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import java.util.Optional;

/** Whose a nickname is in a room: held, reserved, or locked down (XEP-0045 §7.2.8, §7.10, §7.12). */
final class Nicknames {
    private Nicknames() {}

    /** §7.12, §18.1: the nickname that is a user's alone; a nickname that is locked down is a reserved one. */
    static Optional<Nickname> reserved(Room room, Jid user) {
        return isOfAccount(room)
                ? Optional.of(ofAccount(room.address(), user.bare()))
                : room.affiliations().getOrDefault(user.bare(), Affiliated.NONE).nickname();
    }

    /** The only nickname that a user may have, where the room says so. */
    static Optional<Nickname> locked(Room room, Jid user) {
        return rule(room) == NicknameRule.FREE ? Optional.empty() : reserved(room, user);
    }

    private static NicknameRule rule(Room room) {
        return room.configuration().get(Settings.NICKNAMES);
    }

    private static boolean isOfAccount(Room room) {
        return rule(room) == NicknameRule.ACCOUNT;
    }

    /** No two accounts have the same: only those of the server that the room is on go without their domain. */
    static Nickname ofAccount(Jid room, Jid account) {
        boolean isAtHome = account.hasLocal() && room.domain().endsWith("." + account.domain());
        return Nickname.stored(isAtHome ? account.local() : account.toString());
    }

    /** Whether a nickname is not for this user: somebody else has it, or it is reserved. */
    static boolean isTaken(Room room, Nickname nickname, Jid user) {
        boolean held = room.named(nickname)
                .filter(holder -> !holder.user.equals(user.bare()))
                .isPresent();
        return held || !isOfAccount(room) && isReservedByOthers(room, nickname, user.bare());
    }

    private static boolean isReservedByOthers(Room room, Nickname nickname, Jid account) {
        return room.affiliations().entrySet().stream()
                .anyMatch(entry ->
                        !entry.getKey().equals(account) && entry.getValue().reserves(nickname));
    }

    /**
     * Requires that a nickname can be reserved for an account.
     *
     * @throws RefusedException if it is somebody else's, or the account's nickname is locked down to another
     */
    static void requireReservable(Room room, Nickname nickname, Jid account) {
        if (isOfAccount(room)
                && !nickname.text().equals(ofAccount(room.address(), account).text())) {
            throw Reason.NICKNAME_LOCKED.thrown();
        }
        if (isTaken(room, nickname, account)) {
            throw Reason.NICKNAME_TAKEN.thrown();
        }
    }
}
