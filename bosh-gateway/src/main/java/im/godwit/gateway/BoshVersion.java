package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of BOSH (XEP-0124 §7.1): two integers, so that 1.11 is later than 1.6.
 *
 * @param major what stands before the dot
 * @param minor what stands after it
 */
record BoshVersion(int major, int minor) implements Comparable<BoshVersion> {
    /** The version that this gateway implements. */
    static final BoshVersion OURS = new BoshVersion(1, 11);

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    /**
     * Reads a version.
     *
     * @throws BindingException {@code bad-request} if it is none
     */
    static BoshVersion parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new BindingException(BAD_REQUEST, "ver is not a version");
        }
        return new BoshVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** §7.2: the version in force is the lower one. */
    BoshVersion lower(BoshVersion other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(BoshVersion other) {
        return Comparator.comparingInt(BoshVersion::major)
                .thenComparingInt(BoshVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
