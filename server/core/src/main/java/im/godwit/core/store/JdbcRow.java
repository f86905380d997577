package im.godwit.core.store;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.jid.Jid;
import im.godwit.store.Row;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The row that a result set stands on. */
final class JdbcRow implements Row {
    /** None that matter: what is read here is what was written here, and has grown since it came from a client. */
    private static final ParseLimits NO_LIMITS = new ParseLimits(
            Integer.MAX_VALUE, 1024, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true);

    private static final DocumentParser PARSER = new DocumentParser(NO_LIMITS);

    /** The writer leaves the prefix of RFC 6120 §4.8.5 to be declared by a stream. */
    private static final String OPEN = "<stored xmlns:stream='" + Namespaces.STREAMS + "'>";

    private static final String CLOSE = "</stored>";

    private final ResultSet rows;

    JdbcRow(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    public String text(String column) {
        return present(column, optionalText(column));
    }

    @Override
    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(read(column, ResultSet::getString));
    }

    @Override
    public long number(String column) {
        return present(column, optionalNumber(column));
    }

    @Override
    public Optional<Long> optionalNumber(String column) {
        return Optional.ofNullable(read(column, (set, name) -> {
            long value = set.getLong(name);
            return set.wasNull() ? null : value;
        }));
    }

    @Override
    public boolean flag(String column) {
        return present(column, Optional.ofNullable(read(column, (set, name) -> {
            boolean value = set.getBoolean(name);
            return set.wasNull() ? null : value;
        })));
    }

    @Override
    public byte[] bytes(String column) {
        return present(column, Optional.ofNullable(read(column, ResultSet::getBytes)));
    }

    @Override
    public Instant instant(String column) {
        return Instant.EPOCH.plus(number(column), ChronoUnit.MICROS);
    }

    @Override
    public Jid jid(String column) {
        return Jid.parse(text(column));
    }

    @Override
    public Element element(String column) {
        return present(column, optionalElement(column));
    }

    @Override
    public Optional<Element> optionalElement(String column) {
        return optionalText(column).map(JdbcRow::parse);
    }

    /** Reads an element that was stored as XML text. */
    static Element parse(String xml) {
        try {
            return PARSER.parse((OPEN + xml + CLOSE).getBytes(StandardCharsets.UTF_8))
                    .firstChild()
                    .orElseThrow();
        } catch (InvalidXmlException | NoSuchElementException damaged) {
            throw new StoreException("what was stored is no XML element", damaged);
        }
    }

    private interface Reader<T> {
        T read(ResultSet rows, String column) throws SQLException;
    }

    private <T> T read(String column, Reader<T> reader) {
        try {
            return reader.read(rows, column);
        } catch (SQLException failed) {
            throw new StoreException("cannot read column " + column, failed);
        }
    }

    private static <T> T present(String column, Optional<T> value) {
        return value.orElseThrow(
                () -> new StoreException("column " + column + " is NULL", new IllegalStateException()));
    }
}
