package im.godwit.plugins.muc.engine;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
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
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    /** The nickname that the author had. */
    public String nickname() {
        return author.nickname();
    }

    /** The author's occupant identifier. */
    public String occupant() {
        return author.occupant();
    }

    /** Whether there is something to read in it; hints and retractions may be kept, too. */
    boolean hasBody() {
        return content.child(BODY).isPresent();
    }

    boolean isCalled(String name) {
        return id.filter(name::equals).isPresent();
    }
}
