package im.godwit.core.stream;

import im.godwit.core.auth.Authentication;
import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.jid.Jid;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Visit;
import im.godwit.xml.Element;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of a client or component. The transport posts what it reads; all of it is handled by the mailbox's thread,
 * in order. What is sent goes straight to the transport, from whichever thread.
 */
@Implements(value = "RFC 6120", without = "streams between servers")
final class Stream implements StreamInput, SessionOutlet {
    private static final Logger log = LoggerFactory.getLogger(Stream.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private record End() {}

    private record Space() {}

    private record Lost(List<Element> undelivered) {}

    private record CloseRequest(StreamError error) {}

    private final Streams streams;
    private final Transport transport;
    private final Mailbox mailbox;
    private final Visit visit = new Visit();
    private StreamState state;
    private boolean opened;
    private Runnable afterwards = () -> {};
    private Optional<Future<?>> deadline = Optional.empty();
    private volatile boolean closed;

    Stream(Streams streams, Transport transport) {
        this.streams = streams;
        this.transport = transport;
        this.mailbox = new Mailbox(this::take, transport::pauseInput, transport::resumeInput);
        this.state = streams.first(this);
    }

    /** What to do when the stream is over, in place of what was said before; on the stream's thread. */
    void whenOver(Runnable action) {
        afterwards = action;
    }

    /** The time to log in runs from now on. */
    void limitBy(Future<?> loginDeadline) {
        deadline = Optional.of(loginDeadline);
    }

    /** A new stream id: 128 unguessable bits (RFC 6120 §4.7.3). */
    static String newId() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    Transport transport() {
        return transport;
    }

    StreamHosts hosts() {
        return streams.hosts();
    }

    StreamOptions options() {
        return streams.options();
    }

    Authentication authentication() {
        return streams.authentication();
    }

    ChannelBinding binding() {
        return new ChannelBinding() {
            @Override
            public Set<String> types() {
                return transport.channelBindings();
            }

            @Override
            public Optional<byte[]> data(String type) {
                return transport.channelBinding(type);
            }

            @Override
            public List<Jid> certified() {
                return transport.certified();
            }
        };
    }

    /** Sends our header. */
    void open(ServerHeader header) {
        opened = true;
        transport.open(header);
    }

    /** A resource was bound, or a component connected, in time. */
    void bound(Jid jid) {
        deadline.ifPresent(d -> d.cancel(false));
        deadline = Optional.empty();
        log.atDebug().addKeyValue("jid", jid).log("Stream bound");
    }

    @Override
    public void header(StreamHeader header) {
        mailbox.post(header);
    }

    @Override
    public void element(Element element) {
        mailbox.post(element);
    }

    @Override
    public void space() {
        mailbox.post(new Space());
    }

    @Override
    public void end() {
        mailbox.post(new End());
    }

    @Override
    public void fault(StreamError error) {
        mailbox.post(error);
    }

    @Override
    public void lost() {
        lost(List.of());
    }

    @Override
    public void lost(List<Element> undelivered) {
        streams.lossReported();
        mailbox.post(new Lost(undelivered));
    }

    @Override
    public Peer peer() {
        return transport.peer();
    }

    /** What plugins remember with it before its client has authenticated. */
    Visit visit() {
        return visit;
    }

    @Override
    public boolean send(Element element) {
        if (closed) {
            return false;
        }
        transport.send(element);
        return true;
    }

    @Override
    public void close(StreamError error) {
        mailbox.post(new CloseRequest(error));
    }

    /** The time to log in is over. */
    void expire() {
        mailbox.post(new CloseRequest(StreamCondition.CONNECTION_TIMEOUT.error("log in faster")));
    }

    private void take(Object event) {
        try {
            handle(event);
        } finally {
            if (event instanceof Lost) {
                streams.lossHandled();
            }
        }
    }

    private void handle(Object event) {
        if (closed) {
            handleClosed(event);
            return;
        }
        try {
            switch (event) {
                case Element element -> state = state.onElement(element);
                case StreamHeader header -> state = state.onHeader(header);
                case StreamError error -> finish(Optional.of(error));
                case CloseRequest request -> finish(Optional.of(request.error()));
                case Space _ -> state.onSpace();
                case End _ -> finish(Optional.empty());
                case Lost lost -> lose(lost.undelivered());
                default -> throw new IllegalStateException("unknown event " + event);
            }
        } catch (StreamException fatal) {
            finish(fatal.reason());
        } catch (RuntimeException bug) {
            log.atError()
                    .addKeyValue("remote", peer().address().getHostAddress())
                    .setCause(bug)
                    .log("A stream failed");
            finish(Optional.of(StreamCondition.INTERNAL_SERVER_ERROR.error()));
        }
    }

    /** Only what the transport could not bring to the client before the end still matters. */
    private void handleClosed(Object event) {
        if (event instanceof Lost(List<Element> stanzas)
                && state instanceof Closed(Consumer<List<Element>> undelivered)) {
            try {
                undelivered.accept(stanzas);
            } catch (RuntimeException bug) {
                log.atError().setCause(bug).log("Stanzas of a closed stream are lost");
            }
        }
    }

    /** Ends the stream from our side, or in answer to the peer's end (RFC 6120 §4.4). */
    private void finish(Optional<StreamError> error) {
        if (error.isPresent()) {
            if (!opened) {
                // §4.9.1.1: an error needs a stream to stand in
                open(new ServerHeader(Optional.empty(), Optional.empty(), newId(), "en", streams.content()));
            }
            log.atDebug()
                    .addKeyValue("remote", peer().address().getHostAddress())
                    .addKeyValue("reason", error.get().condition().local())
                    .log("Stream closed");
        }
        state.beforeClose();
        closed = true;
        try {
            over(last -> isSilence(error) ? last.onLost(List.of()) : last.onClosed());
        } finally {
            // last, so that a client which comes back then finds all that it has not got where it waits for it
            transport.close(error);
            streams.ended(this);
        }
    }

    /** A client that fell silent may come back for its session; all other ends are final. */
    private static boolean isSilence(Optional<StreamError> error) {
        return error.filter(e -> e.condition() == StreamCondition.CONNECTION_TIMEOUT)
                .isPresent();
    }

    private void lose(List<Element> undelivered) {
        closed = true;
        try {
            over(last -> last.onLost(undelivered));
        } finally {
            streams.ended(this);
        }
    }

    private void over(Function<StreamState, Closed> end) {
        deadline.ifPresent(d -> d.cancel(false));
        StreamState last = state;
        state = Closed.WITHOUT_SESSION;
        state = end.apply(last);
        afterwards.run();
    }
}
