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
 */
public record StreamHeader(
        Name root,
        String content,
        Optional<String> to,
        Optional<String> from,
        Optional<String> version,
        Optional<String> lang) {}
