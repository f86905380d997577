package im.godwit.core.session;

import im.godwit.plugin.Outcome;
import im.godwit.xml.Element;
import java.time.Instant;

/**
 * A stanza on its way to a client that has not shown that it has it.
 *
 * @param bytes its size, about
 * @param sent when it was first on its way
 * @param outcome is told what becomes of it
 */
record Unacknowledged(Element element, int bytes, Instant sent, Outcome outcome) {}
