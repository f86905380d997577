package im.godwit.core.net;

import im.godwit.core.transport.ServerHeader;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Utf8Output;
import java.util.Optional;

/** Writes stream headers, the only element that is sent without its end (RFC 6120 §4.7). */
final class HeaderWriter {
    private HeaderWriter() {}

    static Utf8Output write(ServerHeader header) {
        // XEP-0114 §3: streams of components are older than XMPP 1.0, which would promise features (RFC 6120 §4.7.5)
        Optional<String> version = header.content().equals(Namespaces.CLIENT) ? Optional.of("1.0") : Optional.empty();
        Element root = Element.builder(Namespaces.STREAMS, "stream")
                .attribute("from", header.from())
                .attribute("to", header.to())
                .attribute("id", header.id())
                .attribute("version", version)
                .attribute(new Name(Name.XML, "lang"), header.lang())
                .build();
        byte[] whole = ElementWriter.toBytes(root, Namespaces.CLIENT);
        Utf8Output out = new Utf8Output(whole.length + 128);
        out.ascii("<?xml version='1.0'?>");
        // the writer ends an empty element with />
        for (int i = 0; i < whole.length - 2; i++) {
            out.ascii((char) whole[i]);
        }
        out.ascii(" xmlns='" + header.content() + "' xmlns:stream='" + Namespaces.STREAMS + "'>");
        return out;
    }
}
