package im.godwit.plugins.muc.engine;

import im.godwit.xml.Element;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to all.
 *
 * @param id by which the room and its archive know it; none where the room has an archive that does not keep it
 * @param said when
 * @param content as in {@link Utterance}
 */
public record HistoryEntry(Optional<String> id, Author author, Instant said, Element content) {
    /** The nickname that the author had. */
    public String nickname() {
        return author.nickname();
    }

    /** The author's occupant identifier. */
    public String occupant() {
        return author.occupant();
    }

    boolean isCalled(String name) {
        return id.filter(name::equals).isPresent();
    }
}
