package im.godwit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XML elements as column values. */
class ElementColumnTest {
    private static final Migrations TABLE =
            new Migrations("sample", List.of("CREATE TABLE sample_elements (number BIGINT PRIMARY KEY, xml TEXT);"));

    @TempDir
    private Path folder;

    private SqliteDatabase open() {
        SqliteDatabase database =
                SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 1, SqliteOptions.Durability.NONE));
        database.migrate(TABLE);
        return database;
    }

    private static Optional<Element> kept(Database database, Optional<?> written) {
        database.write(sql -> sql.update("INSERT INTO sample_elements (number, xml) VALUES (1, ?)", written));
        return database.read(sql -> sql.first("SELECT xml FROM sample_elements", row -> row.optionalElement("xml"))
                .orElseThrow());
    }

    @Test
    void anElementIsReadAsItWasWritten() {
        Element element = Element.builder("jabber:client", "presence")
                .attribute("type", "subscribe")
                .child("status", "a < b & \"c\"\r\n\uD83D\uDE00")
                .add(Element.builder("http://jabber.org/protocol/nick", "nick")
                        .text(" Romeo ")
                        .build())
                .build();
        try (SqliteDatabase database = open()) {
            assertThat(kept(database, Optional.of(element))).contains(element);
        }
    }

    @Test
    void noElementIsNull() {
        try (SqliteDatabase database = open()) {
            assertThat(kept(database, Optional.empty())).isEmpty();
        }
    }

    @Test
    void whatIsNoElementIsAFailureOfTheStore() {
        try (SqliteDatabase database = open()) {
            assertThatThrownBy(() -> kept(database, Optional.of("<broken"))).isInstanceOf(StoreException.class);
        }
    }
}
