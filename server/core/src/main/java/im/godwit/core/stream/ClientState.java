package im.godwit.core.stream;

import im.godwit.core.transport.StreamCondition;
import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.Name;

/** Client state indication: whether somebody looks at the client (XEP-0352). There is no answer to it. */
@Implements(value = "XEP-0352", version = "1.0.0")
final class ClientState {
    static final String NAMESPACE = "urn:xmpp:csi:0";

    /** §4.1. */
    static final Element FEATURE = Element.of(new Name(NAMESPACE, "csi"));

    private ClientState() {}

    /** Tells the session (§4.2). */
    static void indicate(Element element, StreamSession session) {
        switch (element.local()) {
            case "inactive" -> session.inactive();
            case "active" -> session.active();
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
    }
}
