package im.godwit.plugins.muc.web;

import im.godwit.plugins.muc.engine.Observing;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.ElementWriter;
import java.time.Instant;
import java.util.Optional;

/** A room as an Atom feed (RFC 4287), the newest message first, in pages where there are many (RFC 5005 §3). */
final class RoomAtom {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int TITLE_CHARACTERS = 80;

    private RoomAtom() {}

    /** @param before where the page ends; none for the latest */
    static String of(Observing.View view, Transcript.Page page, Optional<String> before) {
        String room = "xmpp:" + view.room();
        String here = RoomPage.encoded(view.room().local());
        ElementBuilder feed = Element.builder(ATOM, "feed")
                .child("id", room)
                .child("title", view.name().isBlank() ? view.room().local() : view.name())
                // §4.1.1: a feed has a date, and an empty one has no other
                .child("updated", newest(page).toString())
                .child("link", link -> link.attribute("rel", "self").attribute("href", href(before)))
                .child(
                        "link",
                        link -> link.attribute("rel", "alternate")
                                .attribute("type", "text/html")
                                .attribute("href", "../" + here));
        if (before.isPresent() || page.older().isPresent()) {
            feed.child("link", link -> link.attribute("rel", "first").attribute("href", href(Optional.empty())));
        }
        if (page.older().isPresent()) {
            feed.child("link", link -> link.attribute("rel", "next").attribute("href", href(page.older())));
        }
        page.lines().reversed().forEach(line -> feed.add(entry(room, here, line)));
        return ElementWriter.toText(feed.build(), "");
    }

    private static String href(Optional<String> before) {
        return before.map(id -> "feed?before=" + RoomPage.encoded(id)).orElse("feed");
    }

    private static Instant newest(Transcript.Page page) {
        return page.lines().isEmpty() ? Instant.EPOCH : page.lines().getLast().said();
    }

    private static Element entry(String room, String here, Line line) {
        return Element.builder(ATOM, "entry")
                .child("id", room + "?;id=" + RoomPage.encoded(line.id()))
                .child("title", title(line.text()))
                .child("updated", line.said().toString())
                .child("author", author -> author.child("name", line.nickname()))
                .child(
                        "link",
                        link -> link.attribute("rel", "alternate")
                                .attribute("type", "text/html")
                                .attribute("href", "../" + here + "#" + RoomPage.encoded(line.id())))
                .child("content", content -> content.attribute("type", "text").text(line.text()))
                .build();
    }

    /** §4.2.14: an entry has one; the beginning of what was said, cut between characters. */
    private static String title(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= TITLE_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_CHARACTERS)) + "…";
    }
}
