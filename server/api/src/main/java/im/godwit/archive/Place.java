package im.godwit.archive;

/**
 * Where a message lies among those of all archives: one number, so that the table itself is in the order of archives
 * and of positions in them, and needs no index beside it for that.
 */
final class Place {
    /** So many positions an archive has places for. */
    static final long POSITIONS = 1L << 32;

    private Place() {}

    static long of(long archive, long position) {
        return archive * POSITIONS + position;
    }

    static long position(long place) {
        return place % POSITIONS;
    }
}
