package im.godwit.store;

import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs prepared statements within one transaction. Arguments may be {@code String}, {@code Long}, {@code Integer},
 * {@code Boolean}, {@code byte[]}, {@code java.time.Instant} (stored as microseconds since 1970), {@code Jid} (as its
 * text), {@code Element} (as XML text), an {@code Optional} of these (empty is SQL NULL) or an {@code Enum} (its name).
 */
public interface Sql {
    /** Runs an insert, update, delete or upsert; answers the number of rows it touched. */
    int update(String sql, Object... arguments);

    /** All rows, mapped; the statement says its own bound with LIMIT where the table may be large. */
    <T> List<T> query(String sql, Function<Row, T> map, Object... arguments);

    /** The first row, mapped. Also for {@code insert … returning}. */
    default <T> Optional<T> first(String sql, Function<Row, T> map, Object... arguments) {
        List<T> rows = query(sql, map, arguments);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /**
     * Gives something to be written together with what others give to the same gathering, before the next statement
     * that the transaction runs, or before its commit. So every statement sees it. If writing it fails, the work that
     * gave it fails.
     */
    <T> void give(Gathering<T> gathering, T value);

    /** Reads an element out of a text that holds more than it: XML text as {@link Row#element} reads it. */
    Element parse(String xml);
}
