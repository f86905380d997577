package im.godwit.core.store;

import im.godwit.jid.Jid;
import im.godwit.store.Gathering;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements on one connection, prepared once and kept. Used by one thread at a time.
 *
 * <p>A statement that failed ends the work it was part of, even if that goes on: PostgreSQL would ignore what follows,
 * and SQLite would keep half.
 */
final class JdbcSql implements Sql, AutoCloseable {
    /** More than all statements of all plugins; SQL texts are constants. */
    private static final int KEPT_STATEMENTS = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
            if (size() <= KEPT_STATEMENTS) {
                return false;
            }
            closeQuietly(eldest.getValue());
            return true;
        }
    };

    private final Map<Gathering<?>, List<Object>> given = new LinkedHashMap<>();
    private Optional<StoreException> failed = Optional.empty();

    JdbcSql(Connection connection) {
        this.connection = connection;
    }

    /**
     * Does one piece of work.
     *
     * @throws StoreException if a statement failed, whether the work passed that on or not
     */
    <T> T run(Function<Sql, T> work) {
        try {
            T result = runBeforeOthers(work);
            writeGiven();
            return result;
        } finally {
            forgetGiven();
        }
    }

    /**
     * Does one piece of work of several in one transaction: what they give is written by {@link #writeGiven} after the
     * last.
     *
     * @throws StoreException if a statement failed, whether the work passed that on or not
     */
    <T> T runBeforeOthers(Function<Sql, T> work) {
        failed = Optional.empty();
        T result = work.apply(this);
        requireNoFailure();
        return result;
    }

    private void requireNoFailure() {
        failed.ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public <T> void give(Gathering<T> gathering, T value) {
        requireNoFailure();
        given.computeIfAbsent(gathering, first -> new ArrayList<>()).add(value);
    }

    /**
     * Writes what was given and is not written yet.
     *
     * @throws RuntimeException if that fails
     */
    void writeGiven() {
        if (given.isEmpty()) {
            return;
        }
        Map<Gathering<?>, List<Object>> now = new LinkedHashMap<>(given);
        given.clear(); // so that the statements that write it have nothing before them
        try {
            now.forEach(this::write);
        } catch (Error bug) {
            throw new StoreException("a change failed", bug); // as in WriteTask
        }
    }

    @SuppressWarnings("unchecked") // of one gathering all values have its type
    private <T> void write(Gathering<T> gathering, List<?> values) {
        gathering.write(this, (List<T>) values);
        requireNoFailure();
    }

    /** Forgets what was given, as the work that gave it is undone. */
    void forgetGiven() {
        given.clear();
    }

    @Override
    public Element parse(String xml) {
        return JdbcRow.parse(xml);
    }

    @Override
    public int update(String sql, Object... arguments) {
        writeGiven();
        requireNoFailure();
        try {
            PreparedStatement statement = take(sql);
            int touched = bind(statement, arguments).executeUpdate();
            keep(sql, statement);
            return touched;
        } catch (SQLException refused) {
            throw failure(sql, refused);
        }
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> map, Object... arguments) {
        writeGiven();
        requireNoFailure();
        try {
            PreparedStatement statement = take(sql);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = bind(statement, arguments).executeQuery()) {
                Row row = new JdbcRow(rows);
                while (rows.next()) {
                    found.add(map.apply(row));
                }
            }
            keep(sql, statement);
            return found;
        } catch (SQLException refused) {
            throw failure(sql, refused);
        }
    }

    /** Out of the kept ones while it runs: a query within the mapping of the same query gets one of its own. */
    private PreparedStatement take(String sql) throws SQLException {
        PreparedStatement kept = prepared.remove(sql);
        return kept == null ? connection.prepareStatement(sql) : kept;
    }

    private void keep(String sql, PreparedStatement statement) {
        PreparedStatement other = prepared.put(sql, statement);
        if (other != null) {
            closeQuietly(other);
        }
    }

    private static PreparedStatement bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            set(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void set(PreparedStatement statement, int index, Object argument) throws SQLException {
        switch (argument) {
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Boolean flag -> statement.setBoolean(index, flag);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant instant -> statement.setLong(index, micros(instant));
            case Jid jid -> statement.setString(index, jid.toString());
            case Element element -> statement.setString(index, ElementWriter.toText(element, ""));
            case Enum<?> constant -> statement.setString(index, constant.name());
            case Optional<?> optional when optional.isPresent() -> set(statement, index, optional.get());
            case Optional<?> _ -> statement.setNull(index, Types.NULL);
            default -> throw new IllegalArgumentException("not a kind of argument: " + argument.getClass());
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private StoreException failure(String sql, SQLException cause) {
        StoreException failure = Failures.of("the database refused: " + sql, cause);
        failed = Optional.of(failure);
        return failure;
    }

    /** Closes the statements, not the connection. */
    @Override
    public void close() {
        prepared.values().forEach(JdbcSql::closeQuietly);
        prepared.clear();
    }

    private static void closeQuietly(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException nothingLeftToDo) {
            // its connection is closed or broken; whoever uses that next finds out
        }
    }
}
