package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.IMPROPER_ADDRESSING;
import static im.godwit.gateway.BindingCondition.INTERNAL_SERVER_ERROR;
import static im.godwit.gateway.BindingCondition.ITEM_NOT_FOUND;
import static im.godwit.gateway.BindingCondition.POLICY_VIOLATION;
import static im.godwit.gateway.BindingCondition.REMOTE_STREAM_ERROR;
import static im.godwit.gateway.BindingCondition.SYSTEM_SHUTDOWN;

import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection manager of XEP-0124: makes sessions and finds them again. May be used from any thread. */
@Implements(
        value = "XEP-0124",
        version = "1.11.2",
        without = "pauses, several streams in a session, reports of lost answers, the choice of the content type")
final class BoshService {
    private static final Logger log = LoggerFactory.getLogger(BoshService.class);

    /** XEP-0124 §7.2, §19.3: the SID is unpredictable; 128 bits of it. */
    private static final int SID_BYTES = 16;

    private final BoshOptions options;
    private final Timers timers;
    private final StreamAcceptor acceptor;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, BoshSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    BoshService(BoshOptions options, Timers timers, StreamAcceptor acceptor) {
        this.options = options;
        this.timers = timers;
        this.acceptor = acceptor;
    }

    /** Takes a request; the exchange is answered now or later. */
    void receive(BoshBody body, Peer peer, Exchange exchange) {
        if (body.sid().isEmpty()) {
            create(body, peer, exchange);
            return;
        }
        Optional<BoshSession> session =
                Optional.ofNullable(sessions.get(body.sid().get()));
        if (session.isEmpty()) {
            exchange.answer(200, terminate(ITEM_NOT_FOUND));
        } else if (session.get().peer().encrypted() && !peer.encrypted()) {
            exchange.drop(); // §19.1: the session goes on, or anyone could end it
        } else {
            session.get().receive(body, exchange);
        }
    }

    /** How many sessions there are. */
    int size() {
        return sessions.size();
    }

    /** How many requests wait for their answer. */
    int held() {
        return sessions.values().stream().mapToInt(BoshSession::held).sum();
    }

    /** Ends all sessions and makes no new ones. */
    void shutDown() {
        stopping = true;
        sessions.values().forEach(BoshSession::shutDown);
    }

    private void create(BoshBody body, Peer peer, Exchange exchange) {
        try {
            open(body, peer, exchange);
        } catch (BindingException e) {
            log.atDebug()
                    .addKeyValue("remote", peer.address())
                    .addKeyValue("reason", e.getMessage())
                    .log("BOSH session refused");
            // §17.1: HTTP's own status is for clients that know no conditions
            boolean legacy = body.attribute("ver").isEmpty();
            exchange.answer(legacy ? e.condition().legacyStatus() : 200, terminate(e.condition()));
        }
    }

    private void open(BoshBody body, Peer peer, Exchange exchange) {
        if (stopping) {
            throw new BindingException(SYSTEM_SHUTDOWN, "stopping");
        }
        if (body.size() > options.bodySizeBeforeLogin()) {
            throw new BindingException(POLICY_VIOLATION, "the request is too large");
        }
        if (body.attribute("to").filter(to -> !to.isBlank()).isEmpty()) {
            throw new BindingException(IMPROPER_ADDRESSING, "no domain");
        }
        SessionTerms terms = SessionTerms.negotiate(body, options);
        if (sessions.size() >= options.maxSessions()) {
            log.atWarn().addKeyValue("remote", peer.address()).log("Too many BOSH sessions, a new one is refused");
            // BOSH has no such condition, but the protocol inside it has
            Payload error =
                    Payload.of(StreamCondition.RESOURCE_CONSTRAINT.error().toElement());
            exchange.answer(200, BodyWriter.terminate(Optional.of(REMOTE_STREAM_ERROR), List.of(error)));
            return;
        }
        SessionCreation creation = new SessionCreation(body, terms, peer);
        String sid = newSid();
        BoshSession session;
        try {
            session = new BoshSession(sid, creation, options, timers, acceptor, s -> sessions.remove(s.sid(), s));
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("remote", peer.address()).log("The stream failed to begin");
            throw new BindingException(INTERNAL_SERVER_ERROR, "the stream failed to begin");
        }
        sessions.put(sid, session);
        session.receive(body, exchange);
        if (stopping) {
            session.shutDown(); // it may have come too late to be seen
        }
    }

    private String newSid() {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] terminate(BindingCondition condition) {
        return BodyWriter.terminate(Optional.of(condition), List.of());
    }
}
