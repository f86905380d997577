package im.godwit.core.upstream;

import im.godwit.core.stream.Mailbox;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * Takes what the client's transport reports: to the server at once, on the thread that brings it, or to the mailbox of
 * a {@link GatewayStream} where that has to decide. May be used from any thread.
 */
final class ClientReports implements StreamInput {
    private final Mailbox mailbox;
    private final Negotiation negotiation;
    private final ClientPace pace;
    private final Backlog backlog;
    private volatile Optional<ServerLink> server = Optional.empty();
    private volatile boolean said;

    ClientReports(Mailbox mailbox, Negotiation negotiation, ClientPace pace, Backlog backlog) {
        this.mailbox = mailbox;
        this.negotiation = negotiation;
        this.pace = pace;
        this.backlog = backlog;
    }

    /** What the client says goes to this server from now on, and the client is read. */
    void forwardTo(ServerLink ready) {
        server = Optional.of(ready);
        pace.resume(ready);
    }

    /** What the client says goes nowhere from now on. */
    void stopForwarding() {
        server = Optional.empty();
    }

    /** Where what the client says goes, if there is a server that takes it. */
    Optional<ServerLink> server() {
        return server;
    }

    /** Whether the client said more than its header. */
    boolean hasSaid() {
        return said;
    }

    @Override
    public void header(StreamHeader header) {
        Optional<ServerLink> ready = server;
        if (ready.isPresent()) {
            ready.get().upstream().open(header);
            pace.slowDown(ready.get());
        } else {
            pace.pause(); // until there is a server to take more
            mailbox.post(new GatewayEvent.Opening(header));
        }
    }

    @Override
    public void element(Element element) {
        if (negotiation.refuses(element)) {
            return;
        }
        said = true; // before it is looked where to: a server that is left meanwhile must know of it
        Optional<ServerLink> ready = server;
        if (ready.isPresent()) {
            ready.get().upstream().send(element);
            pace.slowDown(ready.get());
        }
    }

    @Override
    public void relieved() {
        if (backlog.isHeld()) {
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
}
