package im.godwit.core.net;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Utf8Output;
import java.util.Optional;

/** Writes stream headers, the only element that is sent without its end (RFC 6120 §4.7). */
final class HeaderWriter {
    private static final Name STREAM = new Name(Namespaces.STREAMS, "stream");
    private static final Name LANG = new Name(Name.XML, "lang");

    private HeaderWriter() {}

    /** The header of the side that answers. */
    static Utf8Output write(ServerHeader header) {
        // XEP-0114 §3: streams of components are older than XMPP 1.0, which would promise features (RFC 6120 §4.7.5)
        Optional<String> version = header.content().equals(Namespaces.CLIENT) ? Optional.of("1.0") : Optional.empty();
        Element root = Element.builder(STREAM)
                .attribute("from", header.from())
                .attribute("to", header.to())
                .attribute("id", header.id())
                .attribute("version", version)
                .attribute(LANG, header.lang())
                .build();
        return write(root, header.content());
    }

    /** The header of the side that begins. */
    static Utf8Output write(StreamHeader header) {
        Element root = Element.builder(STREAM)
                .attribute("from", header.from())
                .attribute("to", header.to())
                .attribute("version", header.version())
                .build();
        return write(
                header.lang()
                        .map(lang -> root.toBuilder().attribute(LANG, lang).build())
                        .orElse(root),
                header.content());
    }

    private static Utf8Output write(Element root, String content) {
        byte[] whole = ElementWriter.toBytes(root, Namespaces.CLIENT);
        Utf8Output out = new Utf8Output(whole.length + 128);
        out.ascii("<?xml version='1.0'?>");
        // the writer ends an empty element with />
        for (int i = 0; i < whole.length - 2; i++) {
            out.ascii((char) whole[i]);
        }
        out.ascii(" xmlns='" + content + "' xmlns:stream='" + Namespaces.STREAMS + "'>");
        return out;
    }
}
