package im.godwit.plugins.upload;

import im.godwit.jid.Jid;
import im.godwit.plugins.upload.FileTable.Use;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.store.Token;
import im.godwit.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives out slots, as far as there is room. */
final class Slots {
    private final UploadOptions options;
    private final Database database;
    private final FileTable files;
    private final Clock clock;

    Slots(UploadOptions options, Database database, FileTable files, Clock clock) {
        this.options = options;
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /**
     * A slot that was given.
     *
     * @param token of the address to upload to
     * @param displaced files that are to make room for it
     */
    record Given(StoredFile file, Token token, List<String> displaced) {}

    /**
     * Gives a slot out; durable when this returns.
     *
     * @throws StanzaException the errors of §6
     */
    Given give(Jid account, SlotRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long largest = request.share().maxFileSize(options);
        if (request.size() > largest) {
            throw tooLarge(largest);
        }
        if (request.expireBefore().filter(end -> !end.isAfter(now)).isPresent()) {
            throw Condition.BAD_REQUEST.error("expire-before is over").thrown();
        }
        if (files.total(now) + request.size() > options.totalQuota()) {
            throw noRoom("The server has no room for this file now.", Optional.empty());
        }
        Token token = Token.next();
        StoredFile slot = slot(account, request, token, now);
        List<String> displaced = database.write(sql -> {
            List<String> gone = makeRoom(sql, slot, now);
            files.add(sql, slot, now);
            return gone;
        });
        return new Given(slot, token, displaced);
    }

    private StoredFile slot(Jid account, SlotRequest request, Token token, Instant now) {
        Optional<Instant> usual = request.share().expiry(now, options.retention());
        // §5.3: not after the time that was said, and perhaps before
        Optional<Instant> expires = request.expireBefore()
                .filter(end -> usual.filter(end::isAfter).isEmpty())
                .or(() -> usual);
        return new StoredFile(
                Token.next().text(),
                account,
                request.share(),
                request.filename(),
                request.type(),
                request.size(),
                token.hash(),
                StoredFile.State.SLOT,
                now.plus(options.slotTime()),
                expires);
    }

    private List<String> makeRoom(Sql sql, StoredFile slot, Instant now) {
        Use use = files.use(sql, slot.account(), slot.share(), now);
        if (use.slots() >= options.slotsPerAccount()) {
            throw noRoom(
                    "There are " + use.slots() + " uploads that have not ended.",
                    Optional.of(now.plus(options.slotTime())));
        }
        long missing = use.bytes() + slot.size() - slot.share().quota(options);
        if (missing <= 0) {
            return List.of();
        }
        return switch (slot.share()) {
            case MESSAGES ->
                throw noRoom(
                        "Your files have " + use.bytes() + " bytes, and may have "
                                + slot.share().quota(options) + ".",
                        whenFree(files.nextToGo(sql, slot.account(), slot.share(), now), missing));
            case PERMANENT ->
                throw noRoom("Your files that are kept for good have no room for this one.", Optional.empty());
            case PROFILE -> displace(files.oldest(sql, slot.account(), slot.share()), missing);
        };
    }

    /** When so many bytes are free, if files go by themselves as they should. */
    private static Optional<Instant> whenFree(List<StoredFile> nextToGo, long missing) {
        long freed = 0;
        for (StoredFile file : nextToGo) {
            freed += file.size();
            if (freed >= missing) {
                return file.expires();
            }
        }
        return Optional.empty();
    }

    private static List<String> displace(List<StoredFile> oldest, long missing) {
        List<String> displaced = new ArrayList<>();
        long freed = 0;
        for (StoredFile file : oldest) {
            if (freed >= missing) {
                break;
            }
            freed += file.size();
            displaced.add(file.name());
        }
        if (freed < missing) {
            throw noRoom("Too much is being uploaded for your profile.", Optional.empty());
        }
        return displaced;
    }

    private static StanzaException tooLarge(long largest) {
        return Condition.NOT_ACCEPTABLE
                .error("File too large. The maximum file size is " + largest + " bytes")
                .withType(ErrorType.MODIFY)
                .withDetail(Element.builder(SlotRequest.NAMESPACE, "file-too-large")
                        .child("max-file-size", String.valueOf(largest))
                        .build())
                .thrown();
    }

    /** §6: for now, and until when, if that is known. */
    private static StanzaException noRoom(String why, Optional<Instant> until) {
        StanzaError error = Condition.RESOURCE_CONSTRAINT.error(why);
        return until.map(end -> error.withDetail(Element.builder(SlotRequest.NAMESPACE, "retry")
                        .attribute(
                                "stamp",
                                end.truncatedTo(ChronoUnit.SECONDS)
                                        .plusSeconds(1)
                                        .toString())
                        .build()))
                .orElse(error)
                .thrown();
    }
}
