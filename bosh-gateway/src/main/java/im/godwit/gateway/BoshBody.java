package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import im.godwit.xml.Text;
import java.util.List;
import java.util.Optional;

/**
 * The {@code <body/>} of a request (XEP-0124 §6), its common attributes read.
 *
 * @param root the whole element
 * @param rid the request id (§14.1)
 * @param sid the session; none where one is to be made
 * @param payload the elements in it, stanzas in {@code jabber:client}
 * @param terminates whether it ends the session (§13)
 * @param restarts whether it restarts the stream (XEP-0206 §5)
 * @param size its size in bytes
 */
record BoshBody(
        Element root,
        long rid,
        Optional<String> sid,
        List<Element> payload,
        boolean terminates,
        boolean restarts,
        int size) {
    static final String HTTPBIND = "http://jabber.org/protocol/httpbind";
    static final String XBOSH = "urn:xmpp:xbosh";

    /** XEP-0124 §14.1: the largest that a client's arithmetic is sure to hold, 2^53-1. */
    private static final long MAX_RID = 9_007_199_254_740_991L;

    private static final Name BODY = new Name(HTTPBIND, "body");
    private static final Name RESTART = new Name(XBOSH, "restart");

    /**
     * Reads the attributes.
     *
     * @throws BindingException {@code bad-request} where the element is not a body or an attribute is malformed
     */
    static BoshBody of(Element root, int size) {
        if (!root.is(BODY)) {
            throw new BindingException(BAD_REQUEST, "the root element is not a body");
        }
        return new BoshBody(
                root,
                rid(root),
                root.attribute("sid"),
                payload(root),
                root.attribute("type").filter("terminate"::equals).isPresent(),
                root.attribute(RESTART).filter(BoshBody::isTrue).isPresent(),
                size);
    }

    Optional<String> attribute(String local) {
        return root.attribute(local);
    }

    /** Whether it brings nothing and only asks for an answer (§11, §12). */
    boolean isPoll() {
        return payload.isEmpty() && !terminates && !restarts;
    }

    private static long rid(Element root) {
        String text = root.attribute("rid")
                .orElseThrow(() -> new BindingException(BAD_REQUEST, "no rid")); // §6: every request has one
        // 16 digits hold 2^53-1 and cannot overflow a long
        if (text.isEmpty() || text.length() > 16 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new BindingException(BAD_REQUEST, "rid is not a positive integer");
        }
        long rid = Long.parseLong(text);
        if (rid == 0 || rid > MAX_RID) {
            throw new BindingException(BAD_REQUEST, "rid is out of range");
        }
        return rid;
    }

    private static List<Element> payload(Element root) {
        for (Node node : root.children()) {
            // §6: the wrapper holds no character data; line breaks between payloads do no harm
            if (node instanceof Text text && !text.value().isBlank()) {
                throw new BindingException(BAD_REQUEST, "character data in the body");
            }
        }
        return root.elements().stream().map(StanzaNamespace::restore).toList();
    }

    /** An xs:boolean (XEP-0206 §4). */
    private static boolean isTrue(String value) {
        return value.equals("true") || value.equals("1");
    }
}
