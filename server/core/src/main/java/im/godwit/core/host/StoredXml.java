package im.godwit.core.host;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.service.XmlReader;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what plugins kept as text. */
final class StoredXml implements XmlReader {
    /** Written again, a stanza may be longer than it came: each element declares its namespace. */
    private static final int GROWTH = 8;

    /** The writer leaves the prefix of RFC 6120 §4.8.5 to be declared by the stream. */
    private static final String OPEN = "<stored xmlns:stream='" + Namespaces.STREAMS + "'>";

    private static final String CLOSE = "</stored>";

    private static final DocumentParser PARSER =
            new DocumentParser(ParseLimits.AUTHENTICATED.withBytes(GROWTH * ParseLimits.AUTHENTICATED.bytes()));

    @Override
    public Element read(String xml) {
        try {
            Element around = PARSER.parse((OPEN + xml + CLOSE).getBytes(StandardCharsets.UTF_8));
            List<Element> found = around.elements();
            if (found.size() != 1) {
                throw new IllegalArgumentException("not one element");
            }
            return found.getFirst();
        } catch (InvalidXmlException damaged) {
            throw new IllegalArgumentException("not XML that the server wrote", damaged);
        }
    }
}
