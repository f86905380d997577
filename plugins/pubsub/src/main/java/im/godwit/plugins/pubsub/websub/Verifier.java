package im.godwit.plugins.pubsub.websub;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks subscribers whether they meant it, so that nobody can subscribe somebody else (§5.3). For any thread. */
final class Verifier {
    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    private final Callbacks callbacks;
    private final Subscribers subscribers;
    private final Distribution distribution;
    private final Supplier<String> challenges;
    private final WebSubOptions options;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("websub-verification-", 0).factory());

    /** @param challenges makes what cannot be guessed */
    Verifier(
            Callbacks callbacks,
            Subscribers subscribers,
            Distribution distribution,
            Supplier<String> challenges,
            WebSubOptions options) {
        this.callbacks = callbacks;
        this.subscribers = subscribers;
        this.distribution = distribution;
        this.challenges = challenges;
        this.options = options;
        this.places = new Semaphore(options.verifications());
    }

    /** Takes a request to be verified; answers whether there was room. */
    boolean take(Verification verification) {
        if (!places.tryAcquire()) {
            return false;
        }
        threads.execute(() -> verify(verification));
        return true;
    }

    void stop() {
        threads.shutdownNow();
    }

    private void verify(Verification verification) {
        try {
            if (callbacks.confirms(verification, challenges.get())) {
                confirmed(verification);
            } else {
                log.atDebug()
                        .addKeyValue("remote", verification.key().callback().getHost())
                        .log("A subscriber did not confirm its request");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.atError().setCause(bug).log("A verification failed");
        } finally {
            places.release();
        }
    }

    private void confirmed(Verification verification) throws InterruptedException {
        Subscriber.Key key = verification.key();
        switch (verification) {
            case Verification.Subscribe subscribe -> {
                if (!subscribers.put(subscribe.subscriber(), options.subscriptions(), options.subscriptionsPerNode())) {
                    callbacks.deny(key, "There are too many subscriptions.");
                }
            }
            case Verification.Unsubscribe _ -> subscribers.remove(key);
        }
        distribution.watch(key.topic().node());
    }
}
