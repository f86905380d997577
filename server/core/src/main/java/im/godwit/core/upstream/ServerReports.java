package im.godwit.core.upstream;

import im.godwit.core.stream.Mailbox;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.xml.ElementSize;
import im.godwit.xml.Element;
import java.util.function.BooleanSupplier;

/**
 * Takes what the connection to one server reports to the mailbox of a {@link GatewayStream}, with its own name: another
 * connection may have taken its place by the time that it is looked at.
 */
final class ServerReports implements UpstreamInput {
    private final Mailbox mailbox;
    private final Unread unread;
    private final BooleanSupplier awaited;

    /** @param awaited whether somebody waits until all that was sent has left */
    ServerReports(Mailbox mailbox, Unread unread, BooleanSupplier awaited) {
        this.mailbox = mailbox;
        this.unread = unread;
        this.awaited = awaited;
    }

    private void post(GatewayEvent.OfServer what) {
        mailbox.post(new GatewayEvent.Reported(this, what));
    }

    @Override
    public void ready() {
        post(new GatewayEvent.Ready());
    }

    @Override
    public void serverHeader(StreamHeader header) {
        post(new GatewayEvent.ServerOpened(header));
    }

    @Override
    public void child(Element element) {
        int size = ElementSize.of(element);
        unread.add(size);
        post(new GatewayEvent.Child(element, size));
    }

    @Override
    public void drained() {
        if (awaited.getAsBoolean()) {
            post(new GatewayEvent.ServerDrained());
        }
    }

    @Override
    public void serverEnd() {
        post(new GatewayEvent.ServerEnd());
    }

    @Override
    public void failed(StreamError error) {
        post(new GatewayEvent.Failed(error));
    }
}
