package im.godwit.core.router;

import im.godwit.jid.Jid;
import im.godwit.stanza.Iq;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Requests that the server itself sent and waits for. Answers match by id and by the peer that was asked. */
public final class PendingRequests {
    private record Key(String id, Jid peer) {}

    private final ConcurrentHashMap<Key, CompletableFuture<Iq>> waiting = new ConcurrentHashMap<>();

    /**
     * Sends a request and waits for its answer.
     *
     * @param send routes the request
     * @throws TimeoutException if no answer came in time
     */
    public Iq ask(Iq request, Duration timeout, Consumer<Iq> send) throws TimeoutException {
        Key key = new Key(request.id().orElseThrow(), request.to().orElseThrow());
        CompletableFuture<Iq> answer = new CompletableFuture<>();
        waiting.put(key, answer);
        try {
            send.accept(request);
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        } finally {
            waiting.remove(key);
        }
    }

    /** Hands an answer to whoever waits for it; false if nobody does. */
    boolean complete(Iq answer) {
        Optional<Key> key = answer.id().flatMap(id -> answer.from().map(from -> new Key(id, from)));
        CompletableFuture<Iq> waiter = key.map(waiting::get).orElse(null);
        return waiter != null && waiter.complete(answer);
    }
}
