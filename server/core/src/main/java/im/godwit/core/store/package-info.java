/**
 * The database: embedded SQLite with group commit, or PostgreSQL, behind one interface and the same SQL; migrations and
 * value stores on top. The only package that knows JDBC.
 *
 * <p>Portable DDL: {@code TEXT}, {@code BIGINT} (also for times, in microseconds since 1970), {@code BOOLEAN},
 * {@code BYTEA}, {@code SORTED_TEXT} for text that sorts by its bytes, {@code IDENTITY_KEY} for a generated primary
 * key, {@code PASSING_KEY} for one whose numbers come again, {@code PRIMARY KEY}, {@code UNIQUE}, {@code NOT NULL},
 * {@code CREATE INDEX}. Portable DML: {@code ON CONFLICT … DO UPDATE}, {@code RETURNING}, {@code LIMIT}.
 */
package im.godwit.core.store;
