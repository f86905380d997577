package im.godwit.archive;

import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;

/** What an archive of conversations is there for (XEP-0313 §5.1.1, XEP-0334 §4). */
public final class Worth {
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");
    private static final String HINTS = "urn:xmpp:hints";
    private static final Name NO_STORE = new Name(HINTS, "no-store");
    private static final Name NO_PERMANENT_STORE = new Name(HINTS, "no-permanent-store");
    private static final Name RETRACT = new Name("urn:xmpp:message-retract:1", "retract");
    private static final Name STORE = new Name(HINTS, "store");

    private Worth() {}

    /** Whether a message is kept, as far as the message itself tells. */
    public static boolean isLasting(Message message) {
        return switch (message.type()) {
            case NORMAL, CHAT -> isLasting(message.element());
            // a room has an archive of its own; news and errors belong to the moment
            case GROUPCHAT, HEADLINE, ERROR -> false;
        };
    }

    /**
     * Whether a message that belongs to a conversation is kept. A retraction always is, so that all of a reader's
     * clients hear of it (XEP-0424 §5).
     */
    public static boolean isLasting(Element message) {
        if (message.child(RETRACT).isPresent()) {
            return true;
        }
        boolean wanted = message.child(BODY).isPresent() || message.child(STORE).isPresent();
        return wanted
                && message.child(NO_STORE).isEmpty()
                && message.child(NO_PERMANENT_STORE).isEmpty();
    }
}
