package im.godwit.core.transport;

/** Takes new streams: the server itself, or a way to another server. */
@FunctionalInterface
public interface StreamAcceptor {
    /** Begins a stream on a new transport. Returns at once; the transport then reports its input to the result. */
    StreamInput accept(Transport transport);
}
