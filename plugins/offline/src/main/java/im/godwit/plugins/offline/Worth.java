package im.godwit.plugins.offline;

import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Set;

/** What a message is worth when nobody is there to take it (XEP-0160 §3, XEP-0334 §4). */
enum Worth {
    /** It is kept. */
    KEEPING,
    /** It is not kept, and its sender must know. */
    REFUSING,
    /** It meant something only at the moment when it was sent. */
    NOTHING;

    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    private static final String HINTS = "urn:xmpp:hints";
    private static final Name NO_STORE = new Name(HINTS, "no-store");
    private static final Name STORE = new Name(HINTS, "store");

    /** Namespaces of what tells about a message and is none itself: hints and stanza ids (XEP-0359). */
    private static final Set<String> REMARKS = Set.of(HINTS, "urn:xmpp:sid:0");

    static Worth of(Message message) {
        return switch (message.type()) {
            case NORMAL, CHAT -> ofContent(message);
            case GROUPCHAT, HEADLINE, ERROR -> REFUSING;
        };
    }

    private static Worth ofContent(Message message) {
        Element element = message.element();
        boolean onlyState = message.type() == Message.Type.CHAT && isOnlyChatState(element.elements());
        if (element.child(NO_STORE).isPresent()) {
            return onlyState ? NOTHING : REFUSING;
        }
        // XEP-0334 §4.4: what is marked as worth storing is stored
        return onlyState && element.child(STORE).isEmpty() ? NOTHING : KEEPING;
    }

    /** XEP-0085 §5.1: a notification without content holds the state and perhaps the thread. */
    private static boolean isOnlyChatState(List<Element> children) {
        boolean state = children.stream().anyMatch(Worth::isChatState);
        return state && children.stream().allMatch(child -> isChatState(child) || isRemark(child));
    }

    private static boolean isChatState(Element child) {
        return child.namespace().equals(CHAT_STATES);
    }

    private static boolean isRemark(Element child) {
        return REMARKS.contains(child.namespace()) || child.is(new Name(Message.NAME.namespace(), "thread"));
    }
}
