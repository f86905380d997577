package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Mentions in messages (XEP-0372 §3.2), and what who is mentioned but absent is sent (XEP-0452 §3.2). */
final class MentionXml {
    /** How many of one message are told: more would make one message many. */
    private static final int MOST = 10;

    private static final Name REFERENCE = new Name("urn:xmpp:reference:0", "reference");
    private static final Name MENTIONS = new Name("urn:xmpp:mmn:0", "mentions");
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");
    private static final String SCHEME = "xmpp";

    private MentionXml() {}

    /** Whom a message mentions: accounts, or occupants. */
    static List<Jid> mentioned(Element content) {
        return content.elements(REFERENCE)
                .filter(it -> it.attribute("type").filter("mention"::equals).isPresent())
                .flatMap(it -> it.attribute("uri").flatMap(MentionXml::address).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** RFC 5122 §2.2: the path of a URI, without an authority. */
    private static Optional<Jid> address(String text) {
        try {
            URI uri = new URI(text);
            return SCHEME.equalsIgnoreCase(uri.getScheme())
                    ? Jid.tryParse(uri.getSchemeSpecificPart().split("\\?", 2)[0])
                    : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty(); // which is the readers' to understand, not the room's
        }
    }

    /** The message as those in the room get it, for who is not, without {@code to}. */
    static Message forwarded(Jid room, String id, HistoryEntry entry) {
        Element said = MessageXml.said(room, entry).element().withAttribute("to", room.toString());
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", id)
                .attribute("from", room.toString())
                .add(Element.builder(MENTIONS)
                        .add(Element.builder(FORWARDED)
                                .add(MessageXml.delay(entry.said()))
                                .add(said)
                                .build())
                        .build())
                .build());
    }
}
