package im.godwit.core.config;

/** Bounds of numeric options. The message begins with the option's key, by which its line is found. */
final class Range {
    private Range() {}

    static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", but must be from " + least + " to " + most);
        }
    }
}
