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
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.net.IDN;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
 * <p>What the client sends goes to the server at once, on the thread that brings it. All else is handled by the thread
 * of a mailbox, in order: what the server sends arrives under locks of its connection, and a client's transport may
 * have other streams to call. Each side is paused while the other cannot keep up; what had come by then waits here.
 */
final class GatewayStream implements StreamInput {
    private static final Logger log = LoggerFactory.getLogger(GatewayStream.class);
    private static final Name SASL_SUCCESS = new Name(Namespaces.SASL, "success");
    private static final Name SASL2_SUCCESS = new Name(ClearWay.SASL2, "success");
    private static final Name SEE_OTHER_HOST = new Name(Namespaces.STREAM_ERRORS, "see-other-host");

    /** RFC 6120 §4.9.3.19: after some redirects, two to five, it is given up. */
    private static final int MAX_REDIRECTS = 3;

    private static final String STREAM_MANAGEMENT = "urn:xmpp:sm:3";

    private enum State {
        WAITING,
        CONNECTING,
        OPEN,
        ENDING,
        CLOSED
    }

    private final GatewayStreams streams;
    private final Transport transport;
    private final Pace pace;
    private final Unread unread;
    private final Mailbox mailbox;
    private final AtomicBoolean clientPaused = new AtomicBoolean();
    private volatile Optional<Upstream> upstream = Optional.empty();
    private volatile Optional<ServerReports> reports = Optional.empty();
    private volatile boolean ready;
    /** The client said more than its header. */
    private volatile boolean said;

    private volatile boolean loggedIn;
    /** The client has more to take than it does: nothing goes to it. */
    private volatile boolean held;

    // the mailbox's thread only
    private State state = State.WAITING;
    private Optional<StreamHeader> wanted = Optional.empty();
    private Optional<Timers.Timer> deadline = Optional.empty();
    private ServerAddress address;
    private int redirects;
    private boolean opened;
    /** The client has heard of a server more than its header. */
    private boolean settled;

    private boolean managed;
    /** Came while the client was held; counted as unread. */
    private final ArrayDeque<GatewayEvent.Child> backlog = new ArrayDeque<>(0);

    GatewayStream(GatewayStreams streams, Transport transport) {
        this.streams = streams;
        this.transport = transport;
        pace = new Pace(
                () -> upstream.ifPresent(Upstream::pauseInput), () -> upstream.ifPresent(Upstream::resumeInput));
        unread = new Unread(pace);
        address = streams.servers().usual();
        mailbox = new Mailbox(
                event -> take((GatewayEvent) event),
                () -> pace.pause(Pace.Reason.MAILBOX),
                () -> pace.resume(Pace.Reason.MAILBOX));
    }

    /** The time to log in runs from now on. */
    void limitBy(Timers.Timer loginDeadline) {
        deadline = Optional.of(loginDeadline);
    }

    /** The time to log in is over. */
    void expire(StreamError error) {
        mailbox.post(new GatewayEvent.Refused(error));
    }

    // ---- what the client's transport reports

    @Override
    public void header(StreamHeader header) {
        if (ready) {
            forward(server -> server.open(header));
        } else {
            pauseClient(); // until there is a server to take more
            mailbox.post(new GatewayEvent.Opening(header));
        }
    }

    @Override
    public void element(Element element) {
        Optional<Element> refusal =
                loggedIn || transport.peer().encrypted() ? Optional.empty() : ClearWay.refusal(element);
        if (refusal.isPresent()) {
            transport.send(refusal.get());
        } else {
            said = true;
            if (ready) {
                forward(server -> server.send(element));
            }
        }
    }

    private void forward(Consumer<Upstream> what) {
        Upstream server = upstream.orElseThrow();
        what.accept(server);
        if (server.isCongested()) {
            pauseClient();
            if (!server.isCongested()) {
                reports.ifPresent(ServerReports::drained); // it may have drained before the pause began
            }
        }
    }

    @Override
    public void relieved() {
        if (held) {
            mailbox.post(new GatewayEvent.ClientDrained());
        }
    }

    @Override
    public void end() {
        mailbox.post(new GatewayEvent.ClientEnd());
    }

    @Override
    public void fault(StreamError error) {
        mailbox.post(new GatewayEvent.Refused(error));
    }

    @Override
    public void lost() {
        lost(List.of());
    }

    @Override
    public void lost(List<Element> undelivered) {
        mailbox.post(new GatewayEvent.ClientLost(undelivered));
    }

    // ---- the mailbox

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
            case GatewayEvent.ClientDrained() -> release();
            case GatewayEvent.ClientEnd() -> endByClient();
            case GatewayEvent.Refused(StreamError error) -> finish(Optional.of(error));
            case GatewayEvent.ClientLost(List<Element> undelivered) -> lose(undelivered);
        }
    }

    private void act(GatewayEvent.OfServer event) {
        switch (event) {
            case GatewayEvent.Ready() -> open();
            case GatewayEvent.ServerOpened(StreamHeader header) -> answer(header);
            case GatewayEvent.Child child -> pass(child);
            case GatewayEvent.ServerDrained() -> resumeClient();
            case GatewayEvent.ServerEnd() -> finish(Optional.empty());
            // a connection that breaks after the client's end has nothing left to tell
            case GatewayEvent.Failed(StreamError error) ->
                finish(state == State.ENDING ? Optional.empty() : Optional.of(error));
        }
    }

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
        ServerReports made = new ServerReports(mailbox, unread, clientPaused::get);
        reports = Optional.of(made);
        upstream =
                Optional.of(streams.upstreams().connect(server, IDN.toASCII(domain.domain()), transport.peer(), made));
    }

    /**
     * RFC 6120 §4.9.3.19: goes on to another host, where the client has nothing of this one yet; who the server is, is
     * verified there as here. A client of a gateway could not go there by itself.
     */
    private boolean follow(Element error) {
        if (state != State.OPEN || settled || redirects == MAX_REDIRECTS) {
            return false;
        }
        Optional<ServerAddress> other = error.child(SEE_OTHER_HOST).flatMap(host -> address.other(host.text()));
        if (other.isEmpty()) {
            return false;
        }
        ready = false;
        if (said) {
            return false; // what it said is gone
        }
        pauseClient();
        redirects++;
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
        if (redirects > 0 && said) {
            // RFC 6120 §4.9.3.12: it went to a server that is not there any more, and could wait for the features
            finish(Optional.of(StreamCondition.NOT_AUTHORIZED.error("features come first")));
            return;
        }
        ready = true;
        resumeClient();
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

    private void pass(GatewayEvent.Child child) {
        if (held) {
            backlog.add(child);
            return;
        }
        deliver(child);
        if (state == State.OPEN && transport.isCongested()) {
            hold();
        }
    }

    private void deliver(GatewayEvent.Child child) {
        unread.remove(child.size());
        if (!child.element().is(StreamError.NAME)) {
            deliver(child.element());
            settled = true;
        } else if (!follow(child.element())) {
            finish(Optional.of(StreamError.received(child.element())));
        }
    }

    private void deliver(Element element) {
        if (element.is(ClientFeatures.NAME)) {
            transport.send(ClientFeatures.of(
                    element, transport.limits(), transport.peer().encrypted()));
        } else {
            if (element.is(SASL_SUCCESS)) {
                transport.expectRestart(); // RFC 6120 §6.4.6
                logIn();
            } else if (element.is(SASL2_SUCCESS)) {
                logIn(); // XEP-0388 §2.6.1: without a restart
            }
            managed |= managesStream(element, 0);
            transport.send(element);
        }
    }

    private void logIn() {
        loggedIn = true;
        cancelDeadline();
        transport.authenticated();
    }

    /** Whether the server counts the stream's stanzas from now on: by itself, or inline in XEP-0388 and XEP-0386. */
    private static boolean managesStream(Element element, int depth) {
        if (element.namespace().equals(STREAM_MANAGEMENT)) {
            return element.local().equals("enabled") || element.local().equals("resumed");
        }
        boolean envelope =
                depth == 0 ? element.is(SASL2_SUCCESS) : element.local().equals("bound");
        return envelope && element.elements().stream().anyMatch(child -> managesStream(child, depth + 1));
    }

    // ---- ends

    private void endByClient() {
        if (state == State.OPEN) {
            state = State.ENDING;
            deliverBacklog(); // the server is read to its end, and what that is too much for is closed
            server().end();
        } else {
            finish(Optional.empty());
        }
    }

    /** Ends both streams. */
    private void finish(Optional<StreamError> error) {
        deliverBacklog();
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
        if (ready && !managed) {
            Undeliverable.errors(undelivered).forEach(server()::send);
            Undeliverable.errors(
                            backlog.stream().map(GatewayEvent.Child::element).toList())
                    .forEach(server()::send);
        }
        backlog.clear();
        closeUpstream(true);
    }

    /** @param resumable whether the client may come back for a session that outlives its streams (XEP-0198 §5) */
    private void closeUpstream(boolean resumable) {
        state = State.CLOSED;
        ready = false;
        cancelDeadline();
        upstream.ifPresent(server -> {
            if (resumable && managed) {
                server.leave();
            } else {
                server.end();
            }
        });
        streams.ended(this);
    }

    private void cancelDeadline() {
        deadline.ifPresent(Timers.Timer::cancel);
    }

    private Upstream server() {
        return upstream.orElseThrow();
    }

    // ---- the server's pace

    private void hold() {
        pace.pause(Pace.Reason.CLIENT);
        held = true;
        if (!transport.isCongested()) {
            mailbox.post(new GatewayEvent.ClientDrained()); // it may have drained before it was held
        }
    }

    private void release() {
        if (!held || transport.isCongested()) {
            return;
        }
        held = false;
        while (!held && !backlog.isEmpty()) {
            pass(backlog.remove());
        }
        if (!held) {
            pace.resume(Pace.Reason.CLIENT);
        }
    }

    /** Nothing is held any more. */
    private void deliverBacklog() {
        held = false;
        pace.resume(Pace.Reason.CLIENT);
        while (!backlog.isEmpty()) {
            deliver(backlog.remove());
        }
    }

    // ---- the client's pace

    private void pauseClient() {
        transport.pauseInput();
        clientPaused.set(true);
    }

    private void resumeClient() {
        if (ready && !server().isCongested() && clientPaused.compareAndSet(true, false)) {
            transport.resumeInput();
        }
    }
}
