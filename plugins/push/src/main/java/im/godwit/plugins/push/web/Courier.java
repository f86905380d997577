package im.godwit.plugins.push.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to browsers' push services, each on a virtual thread of its own, and tries again where that may help:
 * after the time that the service asked for, or after one that grows. For any thread; nobody waits for it.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    /** A service that wants to be left alone for longer gets the message no more. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final WebPushClient client;
    private final GoneEndpoints gone;
    private final WebPushOptions options;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("web-push-", 0).factory());

    Courier(WebPushClient client, GoneEndpoints gone, WebPushOptions options) {
        this.client = client;
        this.gone = gone;
        this.options = options;
        this.places = new Semaphore(options.queue());
    }

    /** Takes a message; answers whether there was room. */
    boolean take(PushMessage message) {
        if (!places.tryAcquire()) {
            return false;
        }
        threads.execute(() -> bring(message));
        return true;
    }

    void stop() {
        threads.shutdownNow();
        client.close();
    }

    private void bring(PushMessage message) {
        try {
            Duration pause = options.firstRetry();
            Optional<Duration> next = attempt(message, pause);
            for (int done = 1; next.isPresent() && done < options.attempts(); done++) {
                Thread.sleep(next.get());
                pause = pause.multipliedBy(2);
                next = attempt(message, pause);
            }
            next.ifPresent(late -> tell(message, "it failed " + options.attempts() + " times"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.atError().setCause(bug).log("A notification for a browser failed");
        } finally {
            places.release();
        }
    }

    /**
     * Tries once.
     *
     * @param pause before the next attempt, unless the service says how long
     * @return how long to wait before the next attempt; none where there is to be none
     */
    private Optional<Duration> attempt(PushMessage message, Duration pause) throws InterruptedException {
        return switch (client.send(message)) {
            case Answer.Accepted _ -> Optional.empty();
            case Answer.Gone _ -> {
                gone.add(message.to().endpoint());
                yield Optional.empty();
            }
            case Answer.Refused refused -> {
                tell(message, "it answered " + refused.status());
                yield Optional.empty();
            }
            case Answer.Later later
            when later.after().filter(Courier::isLong).isPresent() -> {
                tell(message, "it wants to be left alone for long");
                yield Optional.empty();
            }
            case Answer.Later later -> Optional.of(later.after().orElse(pause));
        };
    }

    private static boolean isLong(Duration after) {
        return after.compareTo(LONGEST) > 0;
    }

    /** The path of an endpoint is a secret (RFC 8030 §8.3). */
    private static void tell(PushMessage message, String reason) {
        log.atInfo()
                .addKeyValue("remote", message.to().endpoint().getHost())
                .addKeyValue("reason", reason)
                .log("A browser's push service did not take a notification");
    }
}
