package im.godwit.plugins.muc.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.ArchiveKey.Temporary;
import im.godwit.store.Sql;
import java.util.List;

/** The rows of archives of temporary rooms, so that those are found whose rooms ended with their process. */
final class TemporaryRows {
    private TemporaryRows() {}

    static Temporary insert(Sql sql, Jid service) {
        return sql.first(
                        "INSERT INTO muc_temporary_archives (service) VALUES (?) RETURNING number",
                        row -> new Temporary(row.number("number")),
                        service)
                .orElseThrow();
    }

    static boolean isThere(Sql sql, Temporary archive) {
        return sql.first(
                        "SELECT number FROM muc_temporary_archives WHERE number = ?",
                        row -> row.number("number"),
                        archive.number())
                .isPresent();
    }

    static List<Temporary> of(Sql sql, Jid service) {
        return sql.query(
                "SELECT number FROM muc_temporary_archives WHERE service = ?",
                row -> new Temporary(row.number("number")),
                service);
    }

    static int delete(Sql sql, Temporary archive) {
        return sql.update("DELETE FROM muc_temporary_archives WHERE number = ?", archive.number());
    }
}
