package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import im.godwit.xml.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code <body/>} of a request (XEP-0124 §6), its common attributes read.
 *
 * @param root the whole element
 * @param rid the request id (§14.1)
 * @param sid the session; none where one is to be made
 * @param payload the elements in it, stanzas in {@code jabber:client}
 * @param kind what it asks for
 * @param size its size in bytes
 */
record BoshBody(Element root, long rid, Optional<String> sid, List<Element> payload, Kind kind, int size) {
    static final String HTTPBIND = "http://jabber.org/protocol/httpbind";
    static final String XBOSH = "urn:xmpp:xbosh";

    /** XEP-0124 §14.1: the largest that a client's arithmetic is sure to hold, 2^53-1. */
    private static final long MAX_RID = 9_007_199_254_740_991L;

    /** What a request asks for. */
    enum Kind {
        /** A session (§7.1). */
        CREATION,
        /** Another stream in the session (§16.3). */
        OPENING,
        /** That a stream begins again (XEP-0206 §5). */
        RESTART,
        /** That all requests are answered and the session lives without any for a while (§10). */
        PAUSE,
        /** The end of a stream or of the session (§13, §16.5). */
        TERMINATION,
        /** To take the payload, if any, and to answer when there is something to say (§8). */
        EXCHANGE
    }

    private static final Name BODY = new Name(HTTPBIND, "body");
    private static final Name RESTART = new Name(XBOSH, "restart");

    /**
     * Reads the attributes.
     *
     * @throws BindingException {@code bad-request} where the element is not a body or an attribute is malformed
     */
    static BoshBody of(Element root, int size) {
        if (!isBody(root)) {
            throw new BindingException(BAD_REQUEST, "the root element is not a body");
        }
        return new BoshBody(root, rid(root), root.attribute("sid"), payload(root), kind(root), size);
    }

    private static Kind kind(Element root) {
        if (root.attribute("sid").isEmpty()) {
            return Kind.CREATION;
        }
        if (root.attribute("type").filter("terminate"::equals).isPresent()) {
            return Kind.TERMINATION;
        }
        if (root.attribute("pause").isPresent()) {
            return Kind.PAUSE;
        }
        if (root.attribute(RESTART).filter(BoshBody::isTrue).isPresent()) {
            return Kind.RESTART;
        }
        // §16.3: an empty body with an address
        boolean opens = root.attribute("to").isPresent() && root.elements().isEmpty();
        return opens ? Kind.OPENING : Kind.EXCHANGE;
    }

    /** Whether an element is of the binding at all. */
    static boolean isBody(Element root) {
        return root.is(BODY);
    }

    Optional<String> attribute(String local) {
        return root.attribute(local);
    }

    /** Whether it brings nothing and only asks for an answer (§11, §12). */
    boolean isPoll() {
        return kind == Kind.EXCHANGE && payload.isEmpty();
    }

    /** Whether it may come while as many requests are open as the client may have (§11). */
    boolean mayExceed() {
        return kind == Kind.PAUSE || kind == Kind.TERMINATION;
    }

    /** The number in an attribute; as large as an int can be where there are too many digits. */
    OptionalInt number(String attribute) {
        String text = attribute(attribute).orElse("").strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new BindingException(BAD_REQUEST, attribute + " is not a number");
        }
        return OptionalInt.of(text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text));
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
