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
    private static final Name STANZA_ID = new Name("urn:xmpp:sid:0", "stanza-id");

    /**
     * What there is to read in a message; nothing in one without words.
     *
     * @param room whose id counts: others may be there too
     */
    static Optional<Line> of(String room, HistoryEntry entry) {
        Optional<String> id = entry.content()
                .elements(STANZA_ID)
                .filter(it -> it.attribute("by").filter(room::equals).isPresent())
                .flatMap(it -> it.attribute("id").stream())
                .findFirst();
        Optional<String> text = entry.content().child(BODY).map(Element::text).filter(words -> !words.isBlank());
        return id.flatMap(i -> text.map(words -> new Line(i, entry.nickname(), entry.said(), words)));
    }
}
