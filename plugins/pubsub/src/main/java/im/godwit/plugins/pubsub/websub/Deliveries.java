package im.godwit.plugins.pubsub.websub;

import im.godwit.plugins.pubsub.http.TopicContent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings content to subscribers, to each one after another, on a virtual thread for as long as there is something to
 * bring; tries again for a while where one does not take it. For any thread; nobody waits for it.
 */
final class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Callbacks callbacks;
    private final Subscribers subscribers;
    private final WebSubOptions options;
    private final Map<Subscriber.Key, Offer> offers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("websub-delivery-", 0).factory());

    Deliveries(Callbacks callbacks, Subscribers subscribers, WebSubOptions options) {
        this.callbacks = callbacks;
        this.subscribers = subscribers;
        this.options = options;
    }

    /** What a subscriber is to have next; no content where it may not have any more. */
    private record Offer(Subscriber subscriber, Optional<TopicContent> content) {}

    /**
     * Brings content to a subscriber, instead of what it was to get before and has not taken yet.
     *
     * @param content none to tell it that its subscription is over
     */
    void offer(Subscriber subscriber, Optional<TopicContent> content) {
        Subscriber.Key key = subscriber.key();
        if (offers.put(key, new Offer(subscriber, content)) == null) {
            threads.execute(() -> bring(key));
        }
    }

    void stop() {
        threads.shutdownNow();
        callbacks.close();
    }

    private void bring(Subscriber.Key key) {
        int failures = 0;
        boolean over = false;
        try {
            while (!over) {
                Offer offer = offers.get(key);
                // asked anew each time: who offers may have read of it before it took the last, or left
                if (subscribers.tag(key).filter(has -> isNews(offer, has)).isEmpty()) {
                    over = isLast(key, offer);
                    continue;
                }
                switch (attempt(offer)) {
                    case TAKEN -> {
                        failures = 0;
                        subscribers.delivered(key, offer.content().orElseThrow().tag());
                    }
                    case GONE -> {
                        subscribers.remove(key);
                        offers.remove(key);
                        over = true;
                    }
                    case FAILED -> {
                        failures++;
                        if (failures < options.attempts()) {
                            Thread.sleep(pause(failures));
                        } else {
                            tell(key);
                            failures = 0;
                            over = isLast(key, offer);
                        }
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            log.atError().setCause(failed).log("A subscriber is told of a change with the next one");
            offers.remove(key);
        }
    }

    private static boolean isNews(Offer offer, String has) {
        return offer.content().filter(content -> content.tag().equals(has)).isEmpty();
    }

    private Callbacks.Outcome attempt(Offer offer) throws InterruptedException {
        if (offer.content().isPresent()) {
            return callbacks.send(offer.subscriber(), offer.content().get());
        }
        callbacks.deny(offer.subscriber().key(), "The topic is gone, or is not for you any more.");
        return Callbacks.Outcome.GONE;
    }

    /** Ends the delivery unless there is something newer. */
    private boolean isLast(Subscriber.Key key, Offer offer) {
        // this very one: one that is equal may have come since, with a renewal, and wants to be tried anew
        return offers.computeIfPresent(key, (same, latest) -> latest == offer ? null : latest) == null;
    }

    private void tell(Subscriber.Key key) {
        log.atInfo()
                .addKeyValue("remote", key.callback().getHost()) // its path may be a secret
                .addKeyValue("reason", "it failed " + options.attempts() + " times")
                .log("A subscriber did not take what is new");
    }

    private Duration pause(int failures) {
        Duration pause = options.firstRetry().multipliedBy(1L << failures - 1);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
