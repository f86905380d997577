package im.godwit.gateway;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * Stands in place of the streams of a gateway that has moved for good: each ends as it begins, at which the client is
 * told the other address. May be used from any thread.
 */
public final class Moved implements StreamAcceptor {
    private final Tokens ids = new Tokens();

    @Override
    public StreamInput accept(Transport transport) {
        return new Stream(transport);
    }

    private final class Stream implements StreamInput {
        private final Transport transport;

        private Stream(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void header(StreamHeader header) {
            transport.open(new ServerHeader(header.to(), Optional.empty(), ids.next(), "en"));
            transport.close(Optional.of(StreamCondition.SYSTEM_SHUTDOWN.error()));
        }

        @Override
        public void element(Element element) {}

        @Override
        public void end() {
            transport.close(Optional.empty());
        }

        @Override
        public void fault(StreamError error) {
            transport.close(Optional.of(error));
        }

        @Override
        public void lost() {}
    }
}
