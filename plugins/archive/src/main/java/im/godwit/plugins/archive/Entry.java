package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message as an archive keeps it.
 *
 * @param uid its id in the archive, unguessable (XEP-0313 §3)
 * @param peer the other side's full or bare JID
 * @param stanza the message as XML text
 * @param bytes of the message as XML
 * @param words by which it is found, with a space before and behind each
 */
record Entry(String uid, Jid peer, String stanza, int bytes, String words) {
    private static final Name ROOM_USER = new Name("http://jabber.org/protocol/muc#user", "x");
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    /** Makes an entry; done before the transaction, since only one thread writes. */
    static Entry of(String uid, Jid peer, Message message) {
        Element kept = withoutRoomUser(message.element());
        String text = ElementWriter.toText(kept, "");
        return new Entry(uid, peer, text, text.getBytes(StandardCharsets.UTF_8).length, words(kept));
    }

    /** XEP-0313 §7.4: anybody may have written that, so it must not look as if an archive had. */
    private static Element withoutRoomUser(Element message) {
        if (message.child(ROOM_USER).isEmpty()) {
            return message;
        }
        List<Node> genuine = message.children().stream()
                .filter(node -> !(node instanceof Element child && child.is(ROOM_USER)))
                .toList();
        return message.withChildren(genuine);
    }

    private static String words(Element message) {
        String text = message.elements(BODY).map(Element::text).collect(Collectors.joining(" "));
        return Words.of(text, Words.MOST).stream().collect(Collectors.joining(" ", " ", " "));
    }
}
