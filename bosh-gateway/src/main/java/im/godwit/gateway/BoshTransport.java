package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamLimits;
import im.godwit.core.transport.Transport;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.Optional;
import java.util.Set;

/** What the server sees of one stream in a BOSH session. May be used from any thread. */
final class BoshTransport implements Transport {
    private final BoshStream stream;
    private final BoshSession session;
    private final Relay inbound;

    /** @param inbound what takes the stream's input to the server */
    BoshTransport(BoshStream stream, BoshSession session, Relay inbound) {
        this.stream = stream;
        this.session = session;
        this.inbound = inbound;
    }

    @Override
    public String protocol() {
        return "bosh";
    }

    @Override
    public Peer peer() {
        return session.peer();
    }

    /** XEP-0206 §2: encryption belongs to HTTP. */
    @Override
    public boolean canStartTls() {
        return false;
    }

    @Override
    public Set<String> channelBindings() {
        return Set.of(); // one session goes over many connections, so there is no one channel to bind to
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.empty();
    }

    @Override
    public Optional<String> route() {
        return stream.route();
    }

    @Override
    public StreamLimits limits() {
        return session.limits();
    }

    @Override
    public void open(ServerHeader header) {
        session.change(() -> stream.opened(header));
    }

    @Override
    public void send(Element element) {
        Payload payload = Payload.of(element); // serialised without the lock
        session.change(() -> {
            if (stream.overflows(payload)) {
                session.overflow();
            }
        });
    }

    @Override
    public boolean isCongested() {
        return session.isCongested(stream);
    }

    @Override
    public void expectRestart() {
        session.change(stream::expectRestart);
    }

    @Override
    public void authenticated() {
        session.authenticated(stream);
    }

    @Override
    public void startTls(Element proceed) {
        throw new IllegalStateException("a BOSH session has no STARTTLS");
    }

    @Override
    public void pauseInput() {
        inbound.pause();
    }

    @Override
    public void resumeInput() {
        inbound.resume();
        session.run();
    }

    @Override
    public void close(Optional<StreamError> error) {
        session.change(() -> stream.finish(error));
    }
}
