package im.godwit.plugins.pubsub.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a request that changed something; the change is durable.
 *
 * @param value the answer
 * @param notifications who will be told what
 * @param delivery hands out what the node's subscribers are still to be told, in the order of the changes; to be run
 *     once the answer is on its way
 * @param <T> what is answered
 */
public record Outcome<T>(T value, List<Notification> notifications, Runnable delivery) {
    /** This outcome, and what else came of the request; delivered one after another. */
    Outcome<T> then(List<Outcome<Boolean>> others) {
        List<Notification> all = new ArrayList<>(notifications);
        others.forEach(other -> all.addAll(other.notifications()));
        return new Outcome<>(value, all, () -> {
            delivery.run();
            others.forEach(other -> other.delivery().run());
        });
    }
}
