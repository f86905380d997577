package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.upload.StoredFile.State;
import im.godwit.store.Token;
import im.godwit.testkit.MutableClock;
import im.godwit.testkit.SqliteFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Jid JULIET = Jid.of("juliet", "example.org");

    @RegisterExtension
    final SqliteFile sqlite = new SqliteFile(FileTable.MIGRATIONS);

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();

    private StoredFile slot(FileTable table, String name) {
        StoredFile slot = new StoredFile(
                name,
                JULIET,
                Share.MESSAGES,
                "cat.png",
                Optional.empty(),
                3,
                Token.next().hash(),
                State.SLOT,
                clock.instant().plusSeconds(300),
                Optional.of(clock.instant().plus(Duration.ofDays(1))));
        return sqlite.database().write(sql -> {
            table.add(sql, slot, clock.instant());
            return slot;
        });
    }

    @Test
    void oldFilesGoFromTheDiskAndFromTheTable() throws IOException {
        FileTable table = new FileTable(sqlite.database(), Jid.ofDomain("upload.example.org"));
        Shelf shelf = new Shelf(folder);
        Sweep sweep = new Sweep(table, shelf, clock);
        StoredFile file = slot(table, "abcdef");
        table.begin(file, clock.instant());
        shelf.take(file.name(), 3, new ByteArrayInputStream(new byte[3]));
        table.complete(file, MediaType.BYTES);

        sweep.removeOutdated();
        assertThat(shelf.path("abcdef")).exists();

        clock.advance(Duration.ofDays(1));
        sweep.removeOutdated();
        assertThat(shelf.path("abcdef")).doesNotExist();
        assertThat(table.find("abcdef")).isEmpty();
    }

    @Test
    void whatWasComingWhenTheServerStoppedIsThrownAway() throws IOException {
        FileTable table = new FileTable(sqlite.database(), Jid.ofDomain("upload.example.org"));
        StoredFile halfway = slot(table, "halfway");
        table.begin(halfway, clock.instant());
        Files.createDirectories(folder.resolve("incoming"));
        Files.writeString(folder.resolve("incoming/halfway"), "ha");
        StoredFile moved = slot(table, "moved");
        table.begin(moved, clock.instant());
        Files.createDirectories(folder.resolve("mo"));
        Files.writeString(folder.resolve("mo/moved"), "mov");

        Shelf shelf = new Shelf(folder);
        new Sweep(table, shelf, clock).removeInterrupted();

        assertThat(table.interrupted()).isEmpty();
        assertThat(folder.resolve("incoming/halfway")).doesNotExist();
        assertThat(folder.resolve("mo/moved")).doesNotExist();
    }
}
