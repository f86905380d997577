package im.godwit.store;

import java.util.function.Function;

/**
 * Turns values into text and back, for a {@link Store}.
 *
 * @param <V> the values
 */
public record Codec<V>(Function<V, String> encode, Function<String, V> decode) {
    /** Text as it is. */
    public static final Codec<String> TEXT = new Codec<>(Function.identity(), Function.identity());
}
