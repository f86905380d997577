package im.godwit.core.upstream;

import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.util.List;

/** What can happen to a {@link GatewayStream} on either side, as its mailbox takes it. */
sealed interface GatewayEvent {
    /** Something of the client. */
    sealed interface OfClient extends GatewayEvent {}

    /** Something of the server, in the words of {@link UpstreamInput}. */
    sealed interface OfServer {}

    /** The server's part, and which connection it came from. */
    record Reported(ServerReports by, OfServer what) implements GatewayEvent {}

    /** It wants a stream. */
    record Opening(StreamHeader header) implements OfClient {}

    /** What it was too slow for has left. */
    record ClientDrained() implements OfClient {}

    record ClientEnd() implements OfClient {}

    /** What it does, or does not, ends the stream with this error. */
    record Refused(StreamError error) implements OfClient {}

    record ClientLost(List<Element> undelivered) implements OfClient {}

    record Ready() implements OfServer {}

    record ServerOpened(StreamHeader header) implements OfServer {}

    /** @param size in bytes, about */
    record Child(Element element, int size) implements OfServer {}

    record ServerDrained() implements OfServer {}

    record ServerEnd() implements OfServer {}

    record Failed(StreamError error) implements OfServer {}
}
