package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/** The request that opens a stream, in place of a stream header (XEP-0206 §3, XEP-0124 §16.3). */
record StreamOpening(BoshBody request) {
    private static final Name STREAM = new Name(Namespaces.STREAMS, "stream");
    private static final Name VERSION = new Name(BoshBody.XBOSH, "version");

    /** Whether a request of the session is this one. */
    boolean isOf(BoshRequest other) {
        return other.rid() == request.rid();
    }

    /** The stream header that the request stands for. */
    StreamHeader header() {
        return new StreamHeader(
                STREAM,
                Namespaces.CLIENT,
                request.attribute("to"),
                request.attribute("from"),
                version(),
                request.root().lang());
    }

    /** The server that the client wants its stream to go to, as it names it (XEP-0124 §7.1). */
    Optional<String> route() {
        return request.attribute("route");
    }

    /** The stream header that a restart request stands for (XEP-0206 §5); what it leaves out is as at the opening. */
    StreamHeader headerOfRestart(BoshBody restart) {
        return new StreamHeader(
                STREAM,
                Namespaces.CLIENT,
                restart.attribute("to").or(() -> request.attribute("to")),
                restart.attribute("from").or(() -> request.attribute("from")),
                version(),
                restart.root().lang().or(() -> request.root().lang()));
    }

    // XEP-0206 §10: the schema's default
    private Optional<String> version() {
        return Optional.of(request.root().attribute(VERSION).orElse("1.0"));
    }

    /** Writes what the server's header tells (XEP-0206 §4); the answer declares the prefix. */
    static BodyWriter write(ServerHeader header, BodyWriter answer) {
        return answer.attribute("xmpp:version", "1.0")
                .attribute("authid", header.id())
                .attribute("from", header.from());
    }
}
