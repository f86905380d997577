package im.godwit.core.upstream;

import im.godwit.core.host.Ids;
import im.godwit.core.stream.Mailbox;
import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Timers;
import im.godwit.core.transport.Transport;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.net.IDN;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream and the one to the upstream server that goes with it.
 *
 * <pre>
 *   WAITING ──header──▶ CONNECTING ──ready──▶ OPEN ──the client ends it──▶ ENDING ──the server does too──▶ CLOSED
 *                  ▲        │      │                                       │                              ▲
 *                  └────────┼──redirected                                  │                              │
 *                           └────────either side ends, breaks, or is gone──┴──────────────────────────────┘
 * </pre>
 *
 * <p>What the client sends goes to the server at once ({@link ClientReports}). All else is handled here, by the thread
 * of a mailbox, in order: what the server sends arrives under locks of its connection, and a client's transport may
 * have other streams to call. Each side is paused while the other cannot keep up ({@link ClientPace}, {@link Pace});
 * what had come from the server by then waits ({@link Backlog}).
 */
final class GatewayStream {
    private static final Logger log = LoggerFactory.getLogger(GatewayStream.class);

    private enum State {
        WAITING,
        CONNECTING,
        OPEN,
        ENDING,
        CLOSED
    }

    private final GatewayStreams streams;
    private final Transport transport;
    private final Mailbox mailbox;
    private final Unread unread;
    private final Negotiation negotiation;
    private final ClientPace clientPace;
    private final Backlog backlog;
    private final ClientReports client;
    private volatile Optional<Upstream> upstream = Optional.empty();

    // the mailbox's thread only
    private State state = State.WAITING;
    private final Redirects redirects = new Redirects();
    private Optional<StreamHeader> wanted = Optional.empty();
    private Optional<ServerReports> reports = Optional.empty();
    private ServerAddress address;
    private boolean opened;
    /** The client has heard of a server more than its header. */
    private boolean settled;

    GatewayStream(GatewayStreams streams, Transport transport) {
        this.streams = streams;
        this.transport = transport;
        address = streams.servers().usual();
        Pace serverPace = new Pace(
                () -> upstream.ifPresent(Upstream::pauseInput), () -> upstream.ifPresent(Upstream::resumeInput));
        mailbox = new Mailbox(
                event -> take((GatewayEvent) event),
                () -> serverPace.pause(Pace.Reason.MAILBOX),
                () -> serverPace.resume(Pace.Reason.MAILBOX));
        unread = new Unread(serverPace);
        negotiation = new Negotiation(transport);
        clientPace = new ClientPace(transport);
        backlog =
                new Backlog(transport, serverPace, this::deliver, () -> mailbox.post(new GatewayEvent.ClientDrained()));
        client = new ClientReports(mailbox, negotiation, clientPace, backlog);
    }

    /** Where the client's transport reports. */
    StreamInput client() {
        return client;
    }

    /** The time to log in runs from now on; for the thread that makes the stream. */
    void limitBy(Timers.Timer loginDeadline) {
        negotiation.limitBy(loginDeadline);
    }

    private void take(GatewayEvent event) {
        try {
            handle(event);
        } catch (RuntimeException bug) {
            log.atError()
                    .addKeyValue("remote", transport.peer().address().getHostAddress())
                    .setCause(bug)
                    .log("A stream failed");
            finish(Optional.of(StreamCondition.INTERNAL_SERVER_ERROR.error()));
        }
    }

    private void handle(GatewayEvent event) {
        switch (event) {
            case GatewayEvent.OfClient ofClient when state != State.CLOSED -> act(ofClient);
            case GatewayEvent.Reported reported
            when state != State.CLOSED && isCurrent(reported) -> act(reported.what());
            case GatewayEvent.OfClient _ -> {}
            case GatewayEvent.Reported dropped -> forget(dropped.what());
        }
    }

    /** Whether no other server has taken the place of the one that reports. */
    private boolean isCurrent(GatewayEvent.Reported reported) {
        return reports.filter(reported.by()::equals).isPresent();
    }

    /** Nobody wants it: the rest of what this server says is read and dropped. */
    private void forget(GatewayEvent.OfServer what) {
        if (what instanceof GatewayEvent.Child child) {
            unread.remove(child.size());
        }
    }

    private void act(GatewayEvent.OfClient event) {
        switch (event) {
            case GatewayEvent.Opening(StreamHeader header) -> connect(header);
            case GatewayEvent.ClientDrained() -> backlog.release();
            case GatewayEvent.ClientEnd() -> endByClient();
            case GatewayEvent.Refused(StreamError error) -> finish(Optional.of(error));
            case GatewayEvent.ClientLost(List<Element> undelivered) -> lose(undelivered);
        }
    }

    private void act(GatewayEvent.OfServer event) {
        switch (event) {
            case GatewayEvent.Ready() -> open();
            case GatewayEvent.ServerOpened(StreamHeader header) -> answer(header);
            case GatewayEvent.Child child -> backlog.pass(child);
            case GatewayEvent.ServerDrained() -> client.server().ifPresent(clientPace::resume);
            case GatewayEvent.ServerEnd() -> finish(Optional.empty());
            // a connection that breaks after the client's end has nothing left to tell
            case GatewayEvent.Failed(StreamError error) ->
                finish(state == State.ENDING ? Optional.empty() : Optional.of(error));
        }
    }

    // ---- beginnings

    private void connect(StreamHeader header) {
        wanted = Optional.of(header);
        if (header.to().isEmpty()) {
            // RFC 6120 §4.9.3.7: a client says which domain it wants
            finish(Optional.of(StreamCondition.IMPROPER_ADDRESSING.error("a stream header needs 'to'")));
            return;
        }
        Optional<Jid> domain = streams.find(header.to().get());
        Optional<ServerAddress> server = streams.servers().chosen(transport.route());
        if (domain.isPresent() && server.isPresent()) {
            connect(server.get(), domain.get());
        } else {
            // XEP-0124 §17.2: the domain, or the host or port in 'route'
            finish(Optional.of(StreamCondition.HOST_UNKNOWN.error(
                    domain.isEmpty()
                            ? "this gateway does not serve that domain"
                            : "this gateway does not connect to that server")));
        }
    }

    private void connect(ServerAddress server, Jid domain) {
        state = State.CONNECTING;
        address = server;
        ServerReports made = new ServerReports(mailbox, unread, clientPace::isPaused);
        reports = Optional.of(made);
        upstream =
                Optional.of(streams.upstreams().connect(server, IDN.toASCII(domain.domain()), transport.peer(), made));
    }

    /** Goes on to another host, where the client has nothing of this one yet. */
    private boolean follow(Element error) {
        Optional<ServerAddress> other =
                state == State.OPEN && !settled ? redirects.next(address, error) : Optional.empty();
        if (other.isEmpty()) {
            return false;
        }
        client.stopForwarding();
        if (client.hasSaid()) {
            return false; // what it said is gone
        }
        clientPace.pause();
        Upstream before = server();
        connect(
                other.get(),
                wanted.flatMap(StreamHeader::to).flatMap(streams::find).orElseThrow());
        before.end();
        return true;
    }

    private void open() {
        state = State.OPEN;
        server().open(wanted.orElseThrow());
        if (redirects.any() && client.hasSaid()) {
            // RFC 6120 §4.9.3.12: it went to a server that is not there any more, and could wait for the features
            finish(Optional.of(StreamCondition.NOT_AUTHORIZED.error("features come first")));
            return;
        }
        client.forwardTo(new ServerLink(server(), reports.orElseThrow()));
    }

    private void answer(StreamHeader header) {
        if (opened && !settled) {
            return; // that of the server before this one was told
        }
        opened = true;
        transport.open(new ServerHeader(
                header.from().or(() -> wanted.flatMap(StreamHeader::to)),
                header.to(),
                header.id().orElseGet(Ids::next),
                header.lang().orElse("en")));
    }

    private void deliver(GatewayEvent.Child child) {
        unread.remove(child.size());
        if (!child.element().is(StreamError.NAME)) {
            negotiation.pass(child.element());
            settled = true;
        } else if (!follow(child.element())) {
            finish(Optional.of(StreamError.received(child.element())));
        }
    }

    // ---- ends

    private void endByClient() {
        if (state == State.OPEN) {
            state = State.ENDING;
            backlog.flush(); // the server is read to its end, and what that is too much for is closed
            server().end();
        } else {
            finish(Optional.empty());
        }
    }

    /** Ends both streams. */
    private void finish(Optional<StreamError> error) {
        backlog.flush();
        if (error.isPresent() && !opened) {
            // RFC 6120 §4.9.1.1: an error needs a stream to stand in
            transport.open(new ServerHeader(wanted.flatMap(StreamHeader::to), Optional.empty(), Ids.next(), "en"));
        }
        error.ifPresent(e -> log.atDebug()
                .addKeyValue("remote", transport.peer().address().getHostAddress())
                .addKeyValue("reason", e.condition().local())
                .log("Stream closed"));
        boolean silence = error.filter(e -> e.condition() == StreamCondition.CONNECTION_TIMEOUT)
                .isPresent();
        closeUpstream(silence);
        transport.close(error);
    }

    /** The client is gone. */
    private void lose(List<Element> undelivered) {
        List<Element> waiting = backlog.drain();
        if (client.server().isPresent() && !negotiation.isManaged()) {
            Undeliverable.errors(undelivered).forEach(server()::send);
            Undeliverable.errors(waiting).forEach(server()::send);
        }
        closeUpstream(true);
    }

    /** @param resumable whether the client may come back for a session that outlives its streams (XEP-0198 §5) */
    private void closeUpstream(boolean resumable) {
        state = State.CLOSED;
        client.stopForwarding();
        negotiation.cancelDeadline();
        upstream.ifPresent(server -> {
            if (resumable && negotiation.isManaged()) {
                server.leave();
            } else {
                server.end();
            }
        });
        streams.ended(this);
    }

    private Upstream server() {
        return upstream.orElseThrow();
    }
}
