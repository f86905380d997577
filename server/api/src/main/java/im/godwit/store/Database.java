package im.godwit.store;

import java.util.function.Function;

/**
 * The server's database, embedded SQLite or PostgreSQL; the same SQL runs on both. May be called from many threads;
 * blocks the caller.
 */
public interface Database {
    /**
     * Reads. The work sees all that was committed before it began.
     *
     * @throws StoreException if the database fails
     */
    <T> T read(Function<Sql, T> work);

    /**
     * Changes, in one transaction, durable when this returns: many callers share one flush to disk. The work may run on
     * another thread and more than once, so it has no other effects than its SQL. If it throws, its changes are undone
     * and the exception is passed on.
     *
     * @throws StoreException if the database fails; nothing was changed then
     */
    <T> T write(Function<Sql, T> work);
}
