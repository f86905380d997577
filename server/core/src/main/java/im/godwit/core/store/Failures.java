package im.godwit.core.store;

import im.godwit.store.StoreException;
import java.sql.SQLException;

/** Tells what became of a statement from what the drivers say. */
final class Failures {
    /** SQLite's primary result code SQLITE_FULL. */
    private static final int SQLITE_FULL = 13;

    /** PostgreSQL's error disk_full. */
    private static final String DISK_FULL = "53100";

    private Failures() {}

    /** The failure for the caller. */
    static StoreException of(String message, SQLException cause) {
        boolean full = cause.getErrorCode() == SQLITE_FULL || DISK_FULL.equals(cause.getSQLState());
        return full ? StoreException.full(message, cause) : new StoreException(message, cause);
    }
}
