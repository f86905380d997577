package im.godwit.core.session;

import im.godwit.xml.Element;
import java.time.Instant;

/**
 * A stanza on its way to a client that has not shown that it has it.
 *
 * @param bytes its size, about
 * @param sent when it was first on its way
 * @param copies of it that went to other sessions too
 */
record Unacknowledged(Element element, int bytes, Instant sent, Copies copies) {}
