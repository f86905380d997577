package im.godwit.core.upstream;

import im.godwit.core.transport.StreamLimits;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The stream features of the upstream server as the gateway's clients may see them: without those that concern the
 * connection between the two, and with the limits of both. All others pass as they are where the client's way is
 * encrypted: mechanisms that bind to a channel cannot be used through a gateway, but whoever protects the list against
 * being shortened (XEP-0474) must see all of it.
 */
final class ClientFeatures {
    /** RFC 6120 §4.3.2. */
    static final Name NAME = new Name(Namespaces.STREAMS, "features");

    private static final Name STARTTLS = new Name(Namespaces.TLS, "starttls");

    /** XEP-0138. */
    private static final Name COMPRESSION = new Name("http://jabber.org/features/compress", "compression");

    private ClientFeatures() {}

    /**
     * The features for one client.
     *
     * @param ours what the client's transport takes
     * @param encrypted whether its way to the gateway is encrypted
     */
    static Element of(Element features, StreamLimits ours, boolean encrypted) {
        List<Node> kept = new ArrayList<>();
        StreamLimits both = ours;
        for (Element feature : features.elements()) {
            if (feature.is(StreamLimits.NAME)) {
                both = narrower(ours, feature);
            } else if (!feature.is(STARTTLS) && !feature.is(COMPRESSION)) {
                (encrypted ? Optional.of(feature) : ClearWay.feature(feature)).ifPresent(kept::add);
            }
        }
        both.feature().ifPresent(kept::add);
        return features.withChildren(kept);
    }

    /** XEP-0478: what either refuses is refused. Only the client's transport is concerned by the client's silence. */
    private static StreamLimits narrower(StreamLimits ours, Element theirs) {
        OptionalLong limit = theirs.child("max-bytes").map(Element::text).stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
        OptionalLong narrower = limit.isPresent() && ours.maxBytes().isPresent()
                ? OptionalLong.of(Math.min(limit.getAsLong(), ours.maxBytes().getAsLong()))
                : ours.maxBytes();
        return new StreamLimits(narrower, ours.idleSeconds());
    }
}
