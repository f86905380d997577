package im.godwit.plugins.muc.engine;

import im.godwit.xml.Element;
import java.time.Instant;

/**
 * A message of a room's history.
 *
 * @param nickname that the author had
 * @param occupant the author's occupant identifier
 * @param said when
 * @param content as in {@link Utterance}
 */
public record HistoryEntry(String nickname, String occupant, Instant said, Element content) {}
