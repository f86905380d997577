package im.godwit.core.auth;

/** One attempt to authenticate with one mechanism. Used by one thread at a time. */
@FunctionalInterface
public interface SaslExchange {
    /**
     * Takes the client's next message; the first may be its initial response.
     *
     * @throws im.godwit.store.StoreException if the database fails
     */
    SaslStep next(byte[] message);
}
