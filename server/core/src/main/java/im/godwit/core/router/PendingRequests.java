package im.godwit.core.router;

import im.godwit.core.transport.Timers;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that the server itself sent and waits for. Answers match by id and by the peer that was asked. */
public final class PendingRequests {
    private static final Logger log = LoggerFactory.getLogger(PendingRequests.class);

    private record Key(String id, Jid peer) {
        static Key of(Iq request) {
            return new Key(request.id().orElseThrow(), request.to().orElseThrow());
        }

        Iq unavailable() {
            return Iq.of(Iq.builder(Iq.Type.ERROR, id)
                    .attribute("from", peer.toString())
                    .add(Condition.SERVICE_UNAVAILABLE.error().toElement())
                    .build());
        }
    }

    private final ConcurrentHashMap<Key, Consumer<Iq>> waiting = new ConcurrentHashMap<>();
    private final Timers timers;

    /**
     * Makes an empty table.
     *
     * @param timers end the waiting where no thread does
     */
    public PendingRequests(Timers timers) {
        this.timers = timers;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param send routes the request
     * @throws TimeoutException if no answer came in time
     */
    public Iq ask(Iq request, Duration timeout, Consumer<Iq> send) throws TimeoutException {
        Key key = Key.of(request);
        CompletableFuture<Iq> answer = new CompletableFuture<>();
        waiting.put(key, answer::complete);
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

    /**
     * Sends a request without waiting for its answer.
     *
     * @param send routes the request
     * @param answered gets the answer, or nothing when time is up; once, on whatever thread brings it
     */
    public void ask(Iq request, Duration timeout, Consumer<Iq> send, Consumer<Optional<Iq>> answered) {
        Key key = Key.of(request);
        Timers.Timer timer = timers.after(timeout, () -> {
            if (waiting.remove(key) != null) {
                answered.accept(Optional.empty());
            }
        });
        waiting.put(key, answer -> {
            timer.cancel();
            answered.accept(Optional.of(answer));
        });
        send.accept(request);
    }

    /**
     * Gives up what a domain is asked that cannot answer any more, as if it had never been there (RFC 6120 §8.3.3.19);
     * an answer that still comes is none.
     *
     * @return has those who wait told so
     */
    public Runnable giveUp(Jid domain) {
        List<Runnable> tellings = new ArrayList<>();
        for (Key key : waiting.keySet()) {
            if (key.peer().domain().equals(domain.domain())) {
                Optional.ofNullable(waiting.remove(key))
                        .ifPresent(waits -> tellings.add(() -> waits.accept(key.unavailable())));
            }
        }
        return () -> tellings.forEach(PendingRequests::tell);
    }

    /** One who fails does not keep the others from their answers. */
    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException bug) {
            log.atError().setCause(bug).log("Who waited for an answer failed when there was none");
        }
    }

    /** Hands an answer to whoever waits for it; false if nobody does. */
    boolean complete(Iq answer) {
        Optional<Key> key = answer.id().flatMap(id -> answer.from().map(from -> new Key(id, from)));
        Optional<Consumer<Iq>> waiter = key.map(waiting::remove);
        waiter.ifPresent(waits -> waits.accept(answer));
        return waiter.isPresent();
    }
}
