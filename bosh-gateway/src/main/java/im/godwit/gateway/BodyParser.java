package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;
import static im.godwit.gateway.BindingCondition.POLICY_VIOLATION;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.xml.Element;

/** Parses the content of a request with the limits of streams. Threads may share it. */
final class BodyParser {
    private final DocumentParser parser;

    /** @param size the largest content, in bytes */
    BodyParser(int size) {
        // before it is parsed, nobody knows whose it is: tighter limits before authentication are the session's
        parser = new DocumentParser(ParseLimits.AUTHENTICATED.withBytes(size));
    }

    /**
     * The root element with all that is in it.
     *
     * @throws BindingException {@code bad-request} for what is not well-formed or is restricted (XEP-0124 §6: comments,
     *     processing instructions, DTDs, entities), {@code policy-violation} for what breaks a limit
     */
    Element parse(byte[] content) {
        try {
            return parser.parse(content);
        } catch (InvalidXmlException e) {
            boolean tooMuch = e.error().condition() == StreamCondition.POLICY_VIOLATION;
            throw new BindingException(tooMuch ? POLICY_VIOLATION : BAD_REQUEST, e.getMessage());
        }
    }
}
