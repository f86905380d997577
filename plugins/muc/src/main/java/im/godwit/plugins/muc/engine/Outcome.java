package im.godwit.plugins.muc.engine;

/**
 * What became of a request; what it changed is durable.
 *
 * @param value the answer
 * @param before tells those who are to be told before the answer
 * @param delivery tells all others what they are still to be told, in the order of the changes; to be run once the
 *     answer is on its way
 * @param <T> what is answered
 */
public record Outcome<T>(T value, Runnable before, Runnable delivery) {
    /** Tells everybody. */
    public T told() {
        delivery.run();
        return value;
    }
}
