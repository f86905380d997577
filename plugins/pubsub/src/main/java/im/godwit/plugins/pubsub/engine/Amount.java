package im.godwit.plugins.pubsub.engine;

/**
 * How many: a number, or as many as the service permits.
 *
 * @param number at least 1; the largest integer stands for the service's own limit
 */
public record Amount(int number) {
    /** {@code max} in XEP-0060 §16.4.4: no limit but the service's. */
    public static final Amount MAX = new Amount(Integer.MAX_VALUE);

    /** A number from 1 up. */
    public static Amount of(int number) {
        return new Amount(number);
    }

    /** The number, within the service's limit. */
    int within(int limit) {
        return Math.min(number, limit);
    }

    @Override
    public String toString() {
        return equals(MAX) ? "max" : String.valueOf(number);
    }
}
