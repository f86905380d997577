package im.godwit.plugins.pubsub.websub;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.plugins.pubsub.http.Topic;
import im.godwit.plugins.pubsub.http.TopicContent;
import im.godwit.plugins.pubsub.http.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the nodes that somebody is subscribed to, and hands what is at them to the deliveries when it changes. What
 * is there is read once for all who may read it alike. Several changes in a row may become one: what counts is what is
 * there in the end. For any thread; never blocks a publisher.
 */
final class Distribution {
    private static final Logger log = LoggerFactory.getLogger(Distribution.class);

    private final Topics topics;
    private final Subscribers subscribers;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Map<NodeAddress, Runnable> watched = new ConcurrentHashMap<>();
    private final Set<NodeAddress> changed = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("websub-distribution").factory());

    Distribution(Topics topics, Subscribers subscribers, Deliveries deliveries, Clock clock) {
        this.topics = topics;
        this.subscribers = subscribers;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Looks at all nodes: subscribers may have missed changes while the server was down. */
    void start() {
        subscribers.nodes().forEach(this::watch);
    }

    void stop() {
        watched.values().forEach(Runnable::run);
        thread.shutdownNow();
        deliveries.stop();
    }

    /** Watches a node from now on if somebody is subscribed to it, and no more if not. */
    void watch(NodeAddress node) {
        watched.compute(node, (address, unfollow) -> {
            if (!subscribers.has(address)) {
                Optional.ofNullable(unfollow).ifPresent(Runnable::run);
                return null;
            }
            return unfollow == null ? topics.follow(address, event -> changed(address)) : unfollow;
        });
        changed(node); // perhaps before it was watched
    }

    private void changed(NodeAddress node) {
        if (changed.add(node)) {
            try {
                thread.execute(() -> distribute(node));
            } catch (RejectedExecutionException stopping) {
                changed.remove(node); // it is looked at when the server starts again
            }
        }
    }

    private void distribute(NodeAddress node) {
        changed.remove(node);
        try {
            Instant now = clock.instant();
            subscribers.removeExpired(node, now);
            Map<Reader, Optional<TopicContent>> read = new HashMap<>();
            for (Subscriber subscriber : subscribers.of(node, now)) {
                Reader reader = new Reader(subscriber);
                deliveries.offer(subscriber, read.computeIfAbsent(reader, this::read));
            }
        } catch (RuntimeException failed) {
            log.atError().setCause(failed).log("Subscribers are told of a change with the next one");
        }
    }

    /** Those who are the same to a node and want the same. */
    private record Reader(Jid requester, Topic topic) {
        Reader(Subscriber subscriber) {
            this(subscriber.requester(), subscriber.topic());
        }
    }

    /** What is at a topic; nothing for who may not read it any more. */
    private Optional<TopicContent> read(Reader reader) {
        try {
            return Optional.of(topics.read(reader.requester(), reader.topic()));
        } catch (RefusedException goneOrHidden) {
            return Optional.empty();
        }
    }
}
