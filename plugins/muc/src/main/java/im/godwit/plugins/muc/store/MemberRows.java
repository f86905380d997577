package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.ArchiveKey;
import im.godwit.store.Sql;
import java.util.List;

/** The rooms of members, and how far these have seen what was said: the last place in the archive, 0 for none. */
final class MemberRows {
    private static final String ROOMS = "SELECT r.room FROM muc_affiliations a JOIN muc_rooms r ON r.number = a.room";
    private static final String OF_MEMBER = " WHERE a.account = ? AND a.affiliation IN (?, ?, ?) AND r.service = ?";
    private static final String ORDER = " ORDER BY r.place LIMIT ?";

    private MemberRows() {}

    /** All that was said so far is seen: all of it has its place. */
    static int seen(Sql sql, ArchiveKey.OfRoom room, Jid account) {
        return sql.update(
                "UPDATE muc_affiliations SET seen = COALESCE("
                        + "(SELECT last_position FROM muc_archive_owners WHERE owner = ?), 0)"
                        + " WHERE room = ? AND account = ?",
                RoomArchives.owner(room),
                room.room(),
                account);
    }

    static List<Jid> rooms(Sql sql, Jid service, Jid account, int limit) {
        return query(sql, ROOMS + OF_MEMBER + ORDER, service, account, limit);
    }

    /** What has been said and forgotten since is no news. */
    static List<Jid> news(Sql sql, Jid service, Jid account, int limit) {
        String archived = " JOIN muc_archive_owners o ON o.owner = CAST(r.number AS TEXT)";
        String unseen = " AND o.last_position > a.seen AND o.first_position <= o.last_position";
        return query(sql, ROOMS + archived + OF_MEMBER + unseen + ORDER, service, account, limit);
    }

    private static List<Jid> query(Sql sql, String statement, Jid service, Jid account, int limit) {
        return sql.query(
                statement,
                row -> row.jid("room"),
                account,
                Affiliation.MEMBER,
                Affiliation.ADMIN,
                Affiliation.OWNER,
                service,
                limit);
    }
}
