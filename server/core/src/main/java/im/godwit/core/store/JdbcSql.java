package im.godwit.core.store;

import im.godwit.jid.Jid;
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

/** Statements on one connection, prepared once and kept. Used by one thread at a time. */
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

    JdbcSql(Connection connection) {
        this.connection = connection;
    }

    @Override
    public int update(String sql, Object... arguments) {
        try {
            return bind(sql, arguments).executeUpdate();
        } catch (SQLException failed) {
            throw failure(sql, failed);
        }
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> map, Object... arguments) {
        try (ResultSet rows = bind(sql, arguments).executeQuery()) {
            List<T> found = new ArrayList<>();
            Row row = new JdbcRow(rows);
            while (rows.next()) {
                found.add(map.apply(row));
            }
            return found;
        } catch (SQLException failed) {
            throw failure(sql, failed);
        }
    }

    private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
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

    private static StoreException failure(String sql, SQLException cause) {
        return new StoreException("the database refused: " + sql, cause);
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
