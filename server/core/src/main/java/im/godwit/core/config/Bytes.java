package im.godwit.core.config;

/**
 * An amount of memory or data in a configuration, written as {@code 256 KiB}.
 *
 * @param count how many bytes
 */
public record Bytes(long count) {
    /** So many kibibytes. */
    public static Bytes kib(long count) {
        return new Bytes(count * 1024);
    }

    /** So many mebibytes. */
    public static Bytes mib(long count) {
        return kib(count * 1024);
    }

    /** The amount where an {@code int} is needed; configurations stay below 2 GiB there. */
    public int asInt() {
        return Math.toIntExact(count);
    }
}
