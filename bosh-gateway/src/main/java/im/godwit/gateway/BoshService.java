package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.IMPROPER_ADDRESSING;
import static im.godwit.gateway.BindingCondition.ITEM_NOT_FOUND;
import static im.godwit.gateway.BindingCondition.POLICY_VIOLATION;

import im.godwit.core.transport.AddressCounts;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.Timers;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection manager of XEP-0124: makes sessions and finds them again. May be used from any thread. */
@Implements(value = "XEP-0124", version = "1.11.2", without = "any content type other than a few of XML and text")
final class BoshService {
    private static final Logger log = LoggerFactory.getLogger(BoshService.class);

    private final BoshOptions options;
    private final Timers timers;
    private final StreamAcceptor acceptor;
    private final AddressCounts counts;
    private final Tokens tokens = new Tokens();
    private final Map<String, BoshSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param counts of the sessions and WebSockets of each address */
    BoshService(BoshOptions options, Timers timers, StreamAcceptor acceptor, AddressCounts counts) {
        this.counts = counts;
        this.options = options;
        this.timers = timers;
        this.acceptor = acceptor;
    }

    /** Takes a request; the exchange is answered now or later. */
    void receive(BoshBody body, Peer peer, Exchange exchange) {
        if (body.sid().isEmpty()) {
            create(body, peer, exchange);
        } else {
            find(body.sid().get(), peer, exchange).ifPresent(session -> session.receive(body, exchange));
        }
    }

    /** Takes a document that is no request, and ends the session that it names (§17.2). */
    void receiveMalformed(Element root, BindingException fault, Peer peer, Exchange exchange) {
        Optional<String> sid = root.attribute("sid");
        if (sid.isEmpty()) {
            refuse(root, fault, peer, exchange);
        } else {
            find(sid.get(), peer, exchange).ifPresent(session -> session.receiveMalformed(fault, exchange));
        }
    }

    /** The session, if the request may touch it; the exchange is answered where not. */
    private Optional<BoshSession> find(String sid, Peer peer, Exchange exchange) {
        Optional<BoshSession> session = Optional.ofNullable(sessions.get(sid));
        if (session.isEmpty()) {
            exchange.answer(200, ContentType.TEXT_XML, BodyWriter.terminate(ITEM_NOT_FOUND));
        } else if (session.get().peer().encrypted() && !peer.encrypted()) {
            exchange.drop(); // §19.1: the session goes on, or anyone could end it
            return Optional.empty();
        }
        return session;
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
            refuse(body.root(), e, peer, exchange);
        }
    }

    private static void refuse(Element root, BindingException fault, Peer peer, Exchange exchange) {
        log.atDebug()
                .addKeyValue("remote", peer.address())
                .addKeyValue("reason", fault.getMessage())
                .log("BOSH session refused");
        // §17.1: HTTP's own status is for clients that know no conditions
        boolean legacy = BoshBody.isBody(root) && root.attribute("ver").isEmpty();
        exchange.answer(
                legacy ? fault.condition().legacyStatus() : 200,
                ContentType.of(root.attribute("content")),
                BodyWriter.terminate(fault.condition()));
    }

    private void open(BoshBody body, Peer peer, Exchange exchange) {
        if (stopping) {
            terminate(Farewell.ofShutdown(options.seeOther()), body, exchange);
            return;
        }
        if (options.secureUri().isPresent() && !peer.encrypted()) {
            terminate(Farewell.seeOther(options.secureUri().get()), body, exchange);
            return;
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
            terminate(Farewell.ofRemote(StreamCondition.RESOURCE_CONSTRAINT.error()), body, exchange);
            return;
        }
        // XEP-0205 §4.1: of clients, not of what HTTP connections they happen to use
        Admission admission = Admission.to(counts, peer.address())
                .orElseThrow(() -> new BindingException(POLICY_VIOLATION, "too many sessions from this address"));
        SessionCreation creation = new SessionCreation(body, terms, peer);
        BoshSession session = new BoshSession(
                creation, options, timers, acceptor, tokens, admission, s -> sessions.remove(s.sid(), s));
        sessions.put(session.sid(), session);
        session.receive(body, exchange);
        if (stopping) {
            session.shutDown(); // it may have come too late to be seen
        }
    }

    private static void terminate(Farewell farewell, BoshBody creation, Exchange exchange) {
        exchange.answer(
                200,
                ContentType.of(creation.attribute("content")),
                new BodyWriter().terminating(farewell.condition()).toBytes(farewell.content()));
    }
}
