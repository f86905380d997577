package im.godwit.plugins.push.web;

import java.time.Duration;
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
            int left = options.attempts();
            while (left > 0) {
                left--;
                switch (client.send(message)) {
                    case Answer.Accepted _ -> left = 0;
                    case Answer.Gone _ -> {
                        gone.add(message.to().endpoint());
                        left = 0;
                    }
                    case Answer.Refused refused -> {
                        tell(message, "it answered " + refused.status());
                        left = 0;
                    }
                    case Answer.Later later -> {
                        Duration next = later.after()
                                .filter(after -> after.compareTo(LONGEST) <= 0)
                                .orElse(pause);
                        pause = pause.multipliedBy(2);
                        if (left == 0) {
                            tell(message, "it failed " + options.attempts() + " times");
                        } else {
                            Thread.sleep(next);
                        }
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.atError().setCause(bug).log("A notification for a browser failed");
        } finally {
            places.release();
        }
    }

    /** The path of an endpoint is a secret (RFC 8030 §8.3). */
    private static void tell(PushMessage message, String reason) {
        log.atInfo()
                .addKeyValue("remote", message.to().endpoint().getHost())
                .addKeyValue("reason", reason)
                .log("A browser's push service did not take a notification");
    }
}
