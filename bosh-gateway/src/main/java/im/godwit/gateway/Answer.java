package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * An answer that was given and may be asked for again (XEP-0124 §14.3).
 *
 * @param rid the request that it answers
 * @param key that request's key (§15), which a repetition must show again
 * @param ofPause whether that request asked for a pause
 * @param sent when it was given first: a {@linkplain Timers#nanos() time}
 * @param body the document, byte for byte
 * @param content what it brings; none where it is empty
 */
record Answer(long rid, Optional<String> key, boolean ofPause, long sent, byte[] body, Optional<Content> content) {
    /**
     * What one stream says in an answer.
     *
     * @param elements in the order in which the stream sent them
     */
    record Content(BoshStream stream, List<Element> elements) {}
}
