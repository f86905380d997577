package im.godwit.gateway;

import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import java.util.Optional;
import java.util.OptionalLong;

/** What the request that made a session says about the whole session (XEP-0124 §7, XEP-0206 §4). */
@Implements(value = "XEP-0206", version = "1.4")
final class SessionCreation {
    private final BoshBody request;
    private final SessionTerms terms;
    private final Peer peer;
    private final ContentType contentType;
    private final boolean acknowledges;
    private final Optional<KeySequence> keys;

    SessionCreation(BoshBody request, SessionTerms terms, Peer peer) {
        this.request = request;
        this.terms = terms;
        this.peer = peer;
        contentType = ContentType.of(request.attribute("content"));
        acknowledges = request.attribute("ack").filter("1"::equals).isPresent();
        keys = request.attribute("newkey").map(KeySequence::new);
    }

    SessionTerms terms() {
        return terms;
    }

    Peer peer() {
        return peer;
    }

    BoshBody request() {
        return request;
    }

    /** What all answers are in (§7.1). */
    ContentType contentType() {
        return contentType;
    }

    /** Whether the client tells which answers it has (§9.2). */
    boolean acknowledges() {
        return acknowledges;
    }

    /** Writes the terms into the answer to the creation request (§7.2). */
    BodyWriter write(String sid, BodyWriter answer) {
        answer.attribute("sid", sid)
                .attribute("wait", terms.waitSeconds())
                .attribute("hold", terms.hold())
                .attribute("requests", terms.requests())
                .attribute("inactivity", terms.inactivity())
                .attribute("polling", terms.polling())
                .attribute("ver", terms.answeredVersion().toString())
                .attribute("ack", request.rid())
                .attribute("accept", ContentCoding.ACCEPTED)
                .attribute("charsets", "UTF-8 US-ASCII")
                .attribute("xmpp:restartlogic", "true");
        if (terms.maxPause() > 0) {
            answer.attribute("maxpause", terms.maxPause());
        }
        if (peer.encrypted()) {
            answer.attribute("secure", "true");
        }
        return answer;
    }

    /** Whether a request, next in order, shows the right key, where the session uses keys (§15). */
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
