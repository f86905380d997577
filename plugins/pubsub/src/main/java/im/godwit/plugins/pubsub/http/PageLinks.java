package im.godwit.plugins.pubsub.http;

import java.util.Optional;
import java.util.StringJoiner;

/**
 * Where a page leads.
 *
 * @param self the address of the topic (WebSub §4)
 * @param hub that tells of changes of it; none where there is no hub, and for all pages but the first
 * @param next a reference to the next page, relative to this one; none for the last
 */
record PageLinks(String self, Optional<String> hub, Optional<String> next) {
    /** The value of the header {@code Link} (RFC 8288 §3); none where it would be empty. */
    Optional<String> header() {
        StringJoiner links = new StringJoiner(", ").setEmptyValue("");
        hub.ifPresent(href -> links.add(link(href, "hub")).add(link(self, "self")));
        next.ifPresent(href -> links.add(link(href, "next")));
        return Optional.of(links.toString()).filter(value -> !value.isEmpty());
    }

    private static String link(String href, String rel) {
        return "<" + href + ">; rel=\"" + rel + "\"";
    }
}
