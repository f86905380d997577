package im.godwit.plugin;

/** Answers IQ requests of one payload. */
@FunctionalInterface
public interface IqHandler {
    /**
     * Does what is asked. May block; what the result acknowledges must be durable when this returns.
     *
     * @return the payload of the result; the host addresses and sends it
     * @throws im.godwit.stanza.StanzaException to answer with an error
     */
    Result handle(IqRequest request);
}
