package im.godwit.plugins.muc.engine;

import im.godwit.xml.Element;
import java.util.Optional;

/**
 * The end of a message: its author or a moderator took it back (XEP-0424, XEP-0425).
 *
 * @param target by the id of the room
 * @param author the occupant identifier of the only one whose message it may be; none where a moderator takes it back
 * @param tombstone what stays in its place
 */
public record Withdrawal(String target, Optional<String> author, Element tombstone) {
    Withdrawal onlyOf(Occupant occupant) {
        return new Withdrawal(target, Optional.of(occupant.id), tombstone);
    }
}
