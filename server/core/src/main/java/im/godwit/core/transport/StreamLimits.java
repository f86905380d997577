package im.godwit.core.transport;

import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a transport takes from its client now (XEP-0478 §3.1). It may grow when the client logs in.
 *
 * @param maxBytes the largest first-level element; none where that cannot be told
 * @param idleSeconds how long the client may be silent; none where that cannot be told
 */
@Implements(value = "XEP-0478", version = "0.2.0", without = "limits of streams between servers")
public record StreamLimits(OptionalLong maxBytes, OptionalLong idleSeconds) {
    /** The name of the feature. */
    public static final Name NAME = new Name("urn:xmpp:stream-limits:0", "limits");

    /** Nothing can be told. */
    public static final StreamLimits UNKNOWN = new StreamLimits(OptionalLong.empty(), OptionalLong.empty());

    /** The stream feature; none where nothing can be told. */
    public Optional<Element> feature() {
        if (equals(UNKNOWN)) {
            return Optional.empty();
        }
        ElementBuilder limits = Element.builder(NAME);
        maxBytes.ifPresent(bytes -> limits.child("max-bytes", Long.toString(bytes)));
        idleSeconds.ifPresent(seconds -> limits.child("idle-seconds", Long.toString(seconds)));
        return Optional.of(limits.build());
    }
}
