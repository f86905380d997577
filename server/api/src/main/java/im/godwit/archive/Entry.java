package im.godwit.archive;

import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message as it is put into an archive.
 *
 * @param uid its id in the archive, unguessable (XEP-0313 §3)
 * @param stamp when it was sent or received
 * @param text what is to be kept of it
 * @param columns values for the columns of the {@link ArchiveShape}, in their order
 */
public record Entry(String uid, Instant stamp, Text text, List<String> columns) {
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    /** Makes an entry; to be done before the transaction, since only one thread writes. */
    public static Entry of(String uid, Instant stamp, Element message, Object... columns) {
        return new Entry(
                uid,
                stamp,
                Text.of(message),
                Arrays.stream(columns).map(Entry::column).toList());
    }

    /** A value as it is written down: its text, and none where there is none. */
    static String column(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Entry::column).orElse("");
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }

    /**
     * A message as it is written down.
     *
     * @param stanza the message as XML text
     * @param words by which it is found, with a space before and behind each
     */
    public record Text(String stanza, String words) {
        /** No message at all. */
        static final Text NONE = new Text("", "");

        static Text of(Element message) {
            return new Text(ElementWriter.toText(message, ""), words(message));
        }

        private static String words(Element message) {
            String text = message.elements(BODY).map(Element::text).collect(Collectors.joining(" "));
            return Words.of(text, Words.MOST).stream().collect(Collectors.joining(" ", " ", " "));
        }
    }
}
