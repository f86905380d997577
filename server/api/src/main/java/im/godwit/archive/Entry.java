package im.godwit.archive;

import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message as it is put into an archive.
 *
 * @param uid its id in the archive, unguessable (XEP-0313 §3)
 * @param stamp when it was sent or received
 * @param text what is to be kept of it
 * @param columns values for the columns of the {@link ArchiveShape}, in their order
 */
public record Entry(String uid, Instant stamp, Text text, List<Object> columns) {
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    /** Makes an entry; to be done before the transaction, since only one thread writes. */
    public static Entry of(String uid, Instant stamp, Element message, Object... columns) {
        return new Entry(uid, stamp, Text.of(message), List.of(columns));
    }

    /**
     * A message as it is written down.
     *
     * @param stanza the message as XML text
     * @param bytes of it
     * @param words by which it is found, with a space before and behind each
     */
    public record Text(String stanza, int bytes, String words) {
        static Text of(Element message) {
            String stanza = ElementWriter.toText(message, "");
            return new Text(stanza, stanza.getBytes(StandardCharsets.UTF_8).length, words(message));
        }

        private static String words(Element message) {
            String text = message.elements(BODY).map(Element::text).collect(Collectors.joining(" "));
            return Words.of(text, Words.MOST).stream().collect(Collectors.joining(" ", " ", " "));
        }
    }
}
