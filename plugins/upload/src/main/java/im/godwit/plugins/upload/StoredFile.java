package im.godwit.plugins.upload;

import im.godwit.jid.Jid;
import im.godwit.store.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A file, or the slot of one that is to come.
 *
 * @param name unguessable; it is what the URL and the file on disk are called
 * @param token of the address to upload to, as its hash
 * @param putUntil when the upload must have begun
 * @param expires when it is gone; never, if it stays
 */
record StoredFile(
        String name,
        Jid account,
        Share share,
        String filename,
        Optional<MediaType> type,
        long size,
        String token,
        State state,
        Instant putUntil,
        Optional<Instant> expires) {
    /** How far it is. */
    enum State {
        /** Nothing has come. */
        SLOT,
        /** It is coming. */
        RECEIVING,
        /** All of it is on disk. */
        STORED
    }

    static StoredFile of(Row row) {
        return new StoredFile(
                row.text("name"),
                row.jid("account"),
                Share.valueOf(row.text("share")),
                row.text("filename"),
                row.optionalText("type").map(MediaType::new),
                row.number("size"),
                row.text("token"),
                State.valueOf(row.text("state")),
                row.instant("put_until"),
                row.optionalNumber("expires").map(StoredFile::instant));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    boolean isGone(Instant now) {
        return expires.filter(end -> !end.isAfter(now)).isPresent();
    }
}
