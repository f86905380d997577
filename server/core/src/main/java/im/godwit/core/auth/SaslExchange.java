package im.godwit.core.auth;

/** One attempt to authenticate with one mechanism. Used by one thread at a time. */
@FunctionalInterface
public interface SaslExchange {
    /**
     * The client began without an initial response. Mechanisms that begin with the client ask for its first message, by
     * an empty challenge (RFC 4422 §3).
     */
    default SaslStep begin() {
        return new SaslStep.Challenge(new byte[0]);
    }

    /**
     * Takes the client's next message; the first may be its initial response.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    SaslStep next(byte[] message);
}
