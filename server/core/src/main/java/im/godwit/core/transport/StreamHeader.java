package im.godwit.core.transport;

import im.godwit.xml.Name;
import java.util.Optional;

/**
 * A stream header as the peer sent it (RFC 6120 §4.7), not yet judged.
 *
 * @param root the name of the root element
 * @param content the default namespace that it declares (§4.8.2)
 * @param to the domain that the peer wants
 * @param from who it says it is
 * @param version the version attribute
 * @param lang its {@code xml:lang}
 * @param id the stream's id, which only the side that answers gives (§4.7.3)
 */
public record StreamHeader(
        Name root,
        String content,
        Optional<String> to,
        Optional<String> from,
        Optional<String> version,
        Optional<String> lang,
        Optional<String> id) {
    /** The header of a peer that opens a stream. */
    public StreamHeader(
            Name root,
            String content,
            Optional<String> to,
            Optional<String> from,
            Optional<String> version,
            Optional<String> lang) {
        this(root, content, to, from, version, lang, Optional.empty());
    }
}
