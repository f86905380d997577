package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.upload.StoredFile.State;
import im.godwit.store.Database;
import im.godwit.store.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of files, in whichever database. */
interface FileTableContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    Database database();

    /** A service that no other test uses. */
    Jid service();

    private FileTable table() {
        return new FileTable(database(), service());
    }

    private Jid account() {
        return Jid.of("juliet", service().domain());
    }

    private StoredFile slot(Share share, long size, Optional<Instant> expires) {
        return new StoredFile(
                Token.next().text(),
                account(),
                share,
                "cat.png",
                Optional.empty(),
                size,
                Token.next().hash(),
                State.SLOT,
                NOON.plusSeconds(300),
                expires);
    }

    private StoredFile add(StoredFile slot, Instant now) {
        return database().write(sql -> {
            table().add(sql, slot, now);
            return slot;
        });
    }

    private FileTable.Use use(Share share, Instant now) {
        return database().read(sql -> table().use(sql, account(), share, now));
    }

    @Test
    default void aSlotBecomesAFileOnce() {
        StoredFile slot = add(slot(Share.MESSAGES, 5, Optional.of(NOON.plusSeconds(900))), NOON);
        assertThat(table().find(slot.name())).contains(slot);
        assertThat(table().complete(slot, MediaType.BYTES)).isFalse();

        assertThat(table().begin(slot, NOON)).isTrue();
        assertThat(table().begin(slot, NOON)).isFalse();
        assertThat(table().interrupted()).containsExactly(slot.name());
        assertThat(table().complete(slot, MediaType.BYTES)).isTrue();

        StoredFile file = table().find(slot.name()).orElseThrow();
        assertThat(file.state()).isEqualTo(State.STORED);
        assertThat(file.type()).contains(MediaType.BYTES);
        assertThat(table().interrupted()).isEmpty();
    }

    @Test
    default void aSlotIsOverWhenItsTimeIs() {
        StoredFile slot = add(slot(Share.MESSAGES, 5, Optional.empty()), NOON);

        assertThat(table().begin(slot, slot.putUntil())).isFalse();
        assertThat(table().outdated(slot.putUntil().minusMillis(1))).isEmpty();
        assertThat(table().outdated(slot.putUntil())).containsExactly(slot.name());
    }

    @Test
    default void whatIsOverTakesNoRoom() {
        StoredFile file = add(slot(Share.MESSAGES, 5, Optional.of(NOON.plus(Duration.ofDays(1)))), NOON);
        table().begin(file, NOON);
        table().complete(file, MediaType.BYTES);
        add(slot(Share.MESSAGES, 7, Optional.empty()), NOON);
        add(slot(Share.PROFILE, 9, Optional.empty()), NOON);

        assertThat(use(Share.MESSAGES, NOON)).isEqualTo(new FileTable.Use(12, 2));
        assertThat(use(Share.MESSAGES, NOON.plusSeconds(300))).isEqualTo(new FileTable.Use(5, 0));
        assertThat(use(Share.MESSAGES, NOON.plus(Duration.ofDays(1)))).isEqualTo(new FileTable.Use(0, 0));
        assertThat(table().outdated(NOON.plus(Duration.ofDays(1)))).hasSize(3);
    }

    @Test
    default void filesAreFoundInTheOrderInWhichTheyGo() {
        StoredFile later = stored(slot(Share.MESSAGES, 1, Optional.of(NOON.plusSeconds(20))), NOON);
        StoredFile sooner = stored(slot(Share.MESSAGES, 2, Optional.of(NOON.plusSeconds(10))), NOON.plusSeconds(1));

        List<StoredFile> going = database().read(sql -> table().nextToGo(sql, account(), Share.MESSAGES, NOON));
        List<StoredFile> oldest = database().read(sql -> table().oldest(sql, account(), Share.MESSAGES));
        assertThat(going).extracting(StoredFile::name).containsExactly(sooner.name(), later.name());
        assertThat(oldest).extracting(StoredFile::name).containsExactly(later.name(), sooner.name());
    }

    private StoredFile stored(StoredFile slot, Instant made) {
        add(slot, made);
        table().begin(slot, NOON);
        table().complete(slot, MediaType.BYTES);
        return slot;
    }

    @Test
    default void whatIsForgottenIsGone() {
        StoredFile slot = add(slot(Share.MESSAGES, 5, Optional.empty()), NOON);
        assertThat(table().of(account())).containsExactly(slot.name());

        table().forget(List.of(slot.name()));

        assertThat(table().find(slot.name())).isEmpty();
        assertThat(table().of(account())).isEmpty();
    }
}
