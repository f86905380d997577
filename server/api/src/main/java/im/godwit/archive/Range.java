package im.godwit.archive;

/** Positions of an archive from the first to the last; none where the last lies before the first. */
record Range(long first, long last) {
    static final Range NONE = new Range(1, 0);

    long length() {
        return Math.max(0, last - first + 1);
    }

    boolean holds(long position) {
        return first <= position && position <= last;
    }

    Range from(long position) {
        return new Range(Math.max(first, position), last);
    }

    Range upTo(long position) {
        return new Range(first, Math.min(last, position));
    }
}
