package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamHeader;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;
import java.util.OptionalLong;

/** What the request that made a session says about the whole session (XEP-0124 §7, XEP-0206 §3, §4). */
@Implements(value = "XEP-0206", version = "1.4")
final class SessionCreation {
    private static final Name STREAM = new Name(Namespaces.STREAMS, "stream");
    private static final Name VERSION = new Name(BoshBody.XBOSH, "version");

    private final BoshBody request;
    private final SessionTerms terms;
    private final Peer peer;
    private final boolean acknowledges;
    private final Optional<KeySequence> keys;

    SessionCreation(BoshBody request, SessionTerms terms, Peer peer) {
        this.request = request;
        this.terms = terms;
        this.peer = peer;
        acknowledges = request.attribute("ack").filter("1"::equals).isPresent();
        keys = request.attribute("newkey").map(KeySequence::new);
    }

    SessionTerms terms() {
        return terms;
    }

    Peer peer() {
        return peer;
    }

    long rid() {
        return request.rid();
    }

    /** Whether a request of the session is the one that made it. */
    boolean isOf(BoshBody body) {
        return body.rid() == request.rid();
    }

    /** The stream header that the request stands for (XEP-0206 §3). */
    StreamHeader header() {
        return new StreamHeader(
                STREAM,
                Namespaces.CLIENT,
                request.attribute("to"),
                request.attribute("from"),
                version(),
                request.root().lang());
    }

    /** The stream header that a restart request stands for (XEP-0206 §5); what it leaves out is as at the creation. */
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

    /** Begins the answer to the creation request; the header is there if the stream was quick (XEP-0124 §7.2). */
    BodyWriter answer(String sid, Optional<ServerHeader> header) {
        BodyWriter answer = new BodyWriter()
                .attribute("sid", sid)
                .attribute("wait", terms.waitSeconds())
                .attribute("hold", terms.hold())
                .attribute("requests", terms.requests())
                .attribute("inactivity", terms.inactivity())
                .attribute("polling", terms.polling())
                .attribute(
                        "ver",
                        terms.version()
                                .orElse(BoshVersion.OURS)
                                .lower(BoshVersion.OURS)
                                .toString())
                .attribute("ack", request.rid())
                .attribute("xmlns:xmpp", BoshBody.XBOSH)
                .attribute("xmpp:restartlogic", "true");
        if (peer.encrypted()) {
            answer.attribute("secure", "true");
        }
        return header.map(present -> streamAttributes(answer, present)).orElse(answer);
    }

    /** What the stream's header tells, in an answer after the first. */
    static BodyWriter late(ServerHeader header) {
        return streamAttributes(new BodyWriter().attribute("xmlns:xmpp", BoshBody.XBOSH), header);
    }

    private static BodyWriter streamAttributes(BodyWriter answer, ServerHeader header) {
        return answer.attribute("xmpp:version", "1.0")
                .attribute("authid", header.id())
                .attribute("from", header.from());
    }

    /** Whether a request, next in order after the first, shows the right key, where the session uses keys (§15). */
    boolean acceptsKey(BoshBody body) {
        return body == request || keys.isEmpty() || keys.get().accept(body.attribute("key"), body.attribute("newkey"));
    }

    /** The highest rid of which a request says that its answer came (§9.2); none from a client that does not tell. */
    OptionalLong acknowledged(BoshBody body) {
        if (!acknowledges || body == request) {
            return OptionalLong.empty();
        }
        // §9.2: a client that acknowledges says nothing only when it has all answers
        String ack = body.attribute("ack").orElse(Long.toString(body.rid() - 1));
        boolean number = !ack.isEmpty() && ack.length() <= 16 && ack.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Math.min(Long.parseLong(ack), body.rid() - 1)) : OptionalLong.empty();
    }
}
