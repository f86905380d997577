package im.godwit.archive;

import java.util.List;
import java.util.stream.IntStream;

/**
 * In which parts of a chunk of the {@link WordIndex} something may be, a bit each, so that of a rare word little more
 * is read than the messages that have it.
 */
record Slices(long bits) {
    /** So many positions are one slice, about half of a full block. */
    private static final int SLICE = 128;

    private static final int COUNT = WordIndex.CHUNK / SLICE;

    /** What lies no further apart is read at once: mostly it is in the same block. */
    static final int GAP = SLICE + 1;

    /** Nowhere in the chunk. */
    static final Slices NONE = new Slices(0);

    /** Anywhere in the chunk. */
    static final Slices ALL = new Slices((1L << COUNT) - 1);

    /** The one that a position is in. */
    static Slices of(long position) {
        return new Slices(1L << (position - 1) % WordIndex.CHUNK / SLICE);
    }

    Slices or(Slices other) {
        return new Slices(bits | other.bits);
    }

    Slices and(Slices other) {
        return new Slices(bits & other.bits);
    }

    /** The positions of each in a chunk, in order. */
    List<Range> ranges(long chunk) {
        return IntStream.range(0, COUNT)
                .filter(slice -> (bits >> slice & 1) == 1)
                .mapToLong(slice -> chunk * WordIndex.CHUNK + (long) slice * SLICE)
                .mapToObj(before -> new Range(before + 1, before + SLICE))
                .toList();
    }
}
