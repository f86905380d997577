package im.godwit.plugins.upload;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A request for a slot (§4).
 *
 * @param filename as it may stand in a URL and in a folder
 * @param size in bytes
 * @param type the media type, where the client says one
 * @param share what it is for (§5)
 * @param expireBefore when it must be gone (§5.3)
 */
record SlotRequest(String filename, long size, Optional<MediaType> type, Share share, Optional<Instant> expireBefore) {
    static final String NAMESPACE = "urn:xmpp:http:upload:0";
    static final String PURPOSE = "urn:xmpp:http:upload:purpose:0";
    static final Name REQUEST = new Name(NAMESPACE, "request");

    /**
     * Reads a request.
     *
     * @throws StanzaException {@code bad-request} where it lacks something or holds what makes no sense
     */
    static SlotRequest of(Element request, boolean takesPermanent) {
        String filename = request.attribute("filename")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> refusal("a filename is needed"));
        Optional<MediaType> type = request.attribute("content-type")
                .map(text -> MediaType.parse(text).orElseThrow(() -> refusal("the content-type is none")));
        Optional<Element> purpose = purpose(request);
        return new SlotRequest(
                FileName.safe(filename),
                size(request),
                type,
                purpose.map(element -> share(element, takesPermanent)).orElse(Share.MESSAGES),
                purpose.filter(element -> element.local().equals("ephemeral")).map(SlotRequest::expireBefore));
    }

    private static long size(Element request) {
        String text = request.attribute("size").orElseThrow(() -> refusal("a size is needed"));
        try {
            long size = Long.parseLong(text.strip());
            if (size > 0) { // §12: a positive integer
                return size;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw refusal("the size is a number of bytes above 0");
    }

    private static Optional<Element> purpose(Element request) {
        List<Element> purposes = request.elements().stream()
                .filter(child -> child.namespace().equals(PURPOSE))
                .toList();
        if (purposes.size() > 1) {
            throw refusal("a file has one purpose");
        }
        return purposes.stream().findFirst();
    }

    /** What is not known is for a message, as if nothing was said (§5). */
    private static Share share(Element purpose, boolean takesPermanent) {
        return switch (purpose.local()) {
            case "profile" -> Share.PROFILE;
            case "permanent" -> takesPermanent ? Share.PERMANENT : Share.MESSAGES;
            default -> Share.MESSAGES;
        };
    }

    private static Instant expireBefore(Element ephemeral) {
        try {
            return OffsetDateTime.parse(ephemeral.attribute("expire-before").orElse(""))
                    .toInstant(); // XEP-0082 §3.2
        } catch (DateTimeException malformed) {
            throw refusal("expire-before is a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static StanzaException refusal(String why) {
        return Condition.BAD_REQUEST.error(why).thrown();
    }
}
