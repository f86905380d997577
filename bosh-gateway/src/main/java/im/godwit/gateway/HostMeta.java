package im.godwit.gateway;

import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells clients which ways other than TCP there are (XEP-0156), in both formats of RFC 6415. All values come from the
 * configuration, none from the request, so that no cache can be made to keep another's address.
 */
@Implements(value = "XEP-0156", version = "1.4.0")
final class HostMeta {
    private static final String XRD = "http://docs.oasis-open.org/ns/xri/xrd-1.0";

    /** A way that is on. */
    record Link(String rel, URI href) {}

    private final List<Link> links;

    HostMeta(PublicAddress address) {
        // XEP-0156 §2.2: only https, except where all is on one machine and browsers take http as safe too
        links = address.isSafe()
                ? List.of(
                        new Link(
                                "urn:xmpp:alt-connections:websocket", address.resolveWebSocket(Gateway.WEBSOCKET_PATH)),
                        new Link("urn:xmpp:alt-connections:xbosh", address.resolve(Gateway.BOSH_PATH)))
                : List.of();
    }

    /** The XRD document. */
    byte[] xrd() {
        Element document = Element.builder(XRD, "XRD")
                .addAll(links.stream().map(HostMeta::element).toList())
                .build();
        String text = "<?xml version='1.0' encoding='utf-8'?>\n" + ElementWriter.toText(document, "") + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Element element(Link link) {
        return Element.builder(XRD, "Link")
                .attribute("rel", link.rel())
                .attribute("href", link.href().toString())
                .build();
    }

    /** The JRD document. */
    byte[] jrd() {
        String text = links.stream()
                .map(link -> "{\"rel\":" + JsonText.quote(link.rel()) + ",\"href\":"
                        + JsonText.quote(link.href().toString()) + "}")
                .collect(Collectors.joining(",", "{\"links\":[", "]}\n"));
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
