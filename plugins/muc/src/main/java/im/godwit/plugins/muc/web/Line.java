package im.godwit.plugins.muc.web;

import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.time.Instant;
import java.util.Optional;

/**
 * Something said in a room, as anybody may read it.
 *
 * @param id by which the room names it (XEP-0359)
 * @param nickname of the author, which is all that is told of them
 */
record Line(String id, String nickname, Instant said, String text) {
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    /** What there is to read in a message; nothing in one without words, or that is not kept. */
    static Optional<Line> of(HistoryEntry entry) {
        Optional<String> text = entry.content().child(BODY).map(Element::text).filter(words -> !words.isBlank());
        return entry.id().flatMap(id -> text.map(words -> new Line(id, entry.nickname(), entry.said(), words)));
    }
}
