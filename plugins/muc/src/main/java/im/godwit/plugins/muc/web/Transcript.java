package im.godwit.plugins.muc.web;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * Where what was said in rooms is read from. All that is shown on the web comes through here, so that a room may keep
 * it in another way. May be called by many threads; may block.
 */
public interface Transcript {
    /**
     * Some of what was said, the oldest first.
     *
     * @param older the id to ask for what lies before this page; none where nothing does
     */
    record Page(List<Line> lines, Optional<String> older) {}

    /**
     * The latest before a message, or the latest of all.
     *
     * @param id of a message; where the room does not have it any more there is nothing before it
     * @throws RefusedException if there is no such room, or it is not open to the world
     */
    Page before(Jid room, Optional<String> id, int max);

    /**
     * The next after a message.
     *
     * @param id of a message; where the room does not have it any more, all that it has comes after it
     * @throws RefusedException if there is no such room, or it is not open to the world
     */
    List<Line> after(Jid room, String id, int max);

    /**
     * The id of the last message that {@link #after} knows; none where nothing was said.
     *
     * @throws RefusedException if there is no such room, or it is not open to the world
     */
    Optional<String> last(Jid room);
}
