package im.godwit.core.transport;

import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * Our stream header (RFC 6120 §4.7).
 *
 * @param from the domain that answers; none when it could not be told from the peer's header
 * @param to the peer's {@code from}, where it gave one
 * @param id the stream's id: 128 unguessable bits (§4.7.3)
 * @param lang the language of what people read
 * @param content the content namespace of the stream (§4.8.2)
 */
public record ServerHeader(Optional<String> from, Optional<String> to, String id, String lang, String content) {
    /** The header of a client's stream. */
    public ServerHeader(Optional<String> from, Optional<String> to, String id, String lang) {
        this(from, to, id, lang, Namespaces.CLIENT);
    }
}
