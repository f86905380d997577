package im.godwit.plugins.muc.web;

import im.godwit.plugins.muc.engine.Observing;
import im.godwit.plugins.muc.engine.Subject;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.ElementWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A room as a page for browsers. It is built as a tree, so that nothing that somebody wrote can become markup, and
 * written so that a parser of HTML and one of XML read the same.
 */
final class RoomPage {
    static final String STYLE = resource("style.css");
    static final String SCRIPT = resource("live.js");

    /** The page runs and loads nothing but its own two files. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    /** As a reader without the script sees it; the script says it in the reader's own time. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RoomPage() {}

    private static String resource(String name) {
        try (InputStream file = RoomPage.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException brokenJar) {
            throw new UncheckedIOException(brokenJar);
        }
    }

    /** @param latest whether the page ends with what was said last, so that more may follow */
    static String of(Observing.View view, Transcript.Page page, boolean latest) {
        String here = "./" + encoded(view.room().local());
        String title = view.name().isBlank() ? view.room().local() : view.name();
        Element html = Element.builder(XHTML, "html")
                .attribute("lang", "en")
                .add(head(here, title))
                .add(body(view, here, title, page, latest))
                .build();
        return "<!DOCTYPE html>\n" + ElementWriter.toText(html, "") + "\n";
    }

    private static Element head(String here, String title) {
        return Element.builder(XHTML, "head")
                .child("meta", it -> it.attribute("charset", "utf-8"))
                .child(
                        "meta",
                        it -> it.attribute("name", "viewport")
                                .attribute("content", "width=device-width, initial-scale=1"))
                .child("title", title)
                .child("link", it -> it.attribute("rel", "stylesheet").attribute("href", here + "/style.css"))
                .child(
                        "link",
                        it -> it.attribute("rel", "alternate")
                                .attribute("type", "application/atom+xml")
                                .attribute("title", title)
                                .attribute("href", here + "/feed"))
                .build();
    }

    private static Element body(Observing.View view, String here, String title, Transcript.Page page, boolean latest) {
        ElementBuilder main = Element.builder(XHTML, "main");
        older(here, page)
                .ifPresent(href -> main.child(
                        "p",
                        p -> p.attribute("class", "older")
                                .child("a", a -> a.attribute("href", href).text("Older messages"))));
        main.child("ol", list -> {
            list.attribute("id", "lines").attribute("class", "lines").attribute("role", "log");
            page.lines().forEach(line -> list.add(item(line)));
            if (page.lines().isEmpty() && page.older().isEmpty()) {
                list.child("li", it -> it.attribute("class", "none").text("Nothing was said here yet."));
            }
        });
        ElementBuilder body = Element.builder(XHTML, "body")
                .add(header(view, here, title))
                .add(main.build())
                .add(footer(view, here, latest));
        if (latest) {
            String last = page.lines().isEmpty() ? "" : page.lines().getLast().id();
            // not empty: what reads HTML knows no empty script
            body.child(
                    "script",
                    it -> it.attribute("src", here + "/live.js")
                            .attribute("data-events", here + "/events?after=" + encoded(last))
                            .text(" "));
        }
        return body.build();
    }

    private static Element header(Observing.View view, String here, String title) {
        ElementBuilder header = Element.builder(XHTML, "header")
                .child("h1", h1 -> h1.attribute("dir", "auto").text(title));
        Optional.of(view.description())
                .filter(words -> !words.isBlank())
                .ifPresent(words ->
                        header.child("p", p -> p.attribute("dir", "auto").text(words)));
        view.subject()
                .map(Subject::text)
                .filter(words -> !words.isBlank())
                .ifPresent(words -> header.child(
                        "p",
                        p -> p.attribute("class", "subject")
                                .attribute("dir", "auto")
                                .text(words)));
        return header.build();
    }

    private static Optional<String> older(String here, Transcript.Page page) {
        return page.older().map(id -> here + "?before=" + encoded(id));
    }

    private static Element item(Line line) {
        return Element.builder(XHTML, "li")
                .attribute("id", line.id())
                .child("b", b -> b.attribute("dir", "auto").text(line.nickname()))
                .text(" ")
                .child(
                        "time",
                        time -> time.attribute("datetime", line.said().toString())
                                .text(time(line.said())))
                .child("p", p -> p.attribute("dir", "auto").text(line.text()))
                .build();
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static Element footer(Observing.View view, String here, boolean latest) {
        ElementBuilder footer = Element.builder(XHTML, "footer");
        footer.child("p", p -> {
            p.text("You read along. To take part, enter ")
                    .child(
                            "a",
                            a -> a.attribute("href", "xmpp:" + view.room() + "?join")
                                    .text(view.room().toString()))
                    .text(" with an XMPP client. ")
                    .child("a", a -> a.attribute("href", here + "/feed").text("Feed"));
            if (!latest) {
                p.text(" ").child("a", a -> a.attribute("href", here).text("Latest messages"));
            }
        });
        return footer.build();
    }

    /** As a part of a reference (RFC 3986 §2.1). */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
