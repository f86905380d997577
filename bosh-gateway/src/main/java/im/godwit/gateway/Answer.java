package im.godwit.gateway;

import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * An answer that was given and may be asked for again (XEP-0124 §14.3).
 *
 * @param rid the request that it answers
 * @param key that request's key (§15), which a repetition must show again
 * @param body the document, byte for byte
 * @param payload the elements in it
 */
record Answer(long rid, Optional<String> key, byte[] body, List<Element> payload) {}
