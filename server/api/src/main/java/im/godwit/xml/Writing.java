package im.godwit.xml;

/**
 * How an element gets its bytes: anew each time, or once for all who send it. The bytes depend on the default namespace
 * around them, of which the last is remembered: nearly all sessions have the same.
 */
final class Writing {
    /** Anew each time. */
    static final Writing EACH_TIME = new Writing();

    private static final Written NOTHING = new Written("", new byte[0]);

    private record Written(String inherited, byte[] bytes) {}

    private volatile Written written = NOTHING;

    /** The bytes of an element; written by whoever comes first, at worst by several at once with the same result. */
    byte[] bytes(Element element, String inherited) {
        Written known = written;
        if (known == NOTHING || !known.inherited().equals(inherited)) {
            Utf8Output out = new Utf8Output(512);
            ElementWriter.writeAnew(element, inherited, out);
            known = new Written(inherited, out.toByteArray());
            written = known;
        }
        return known.bytes();
    }
}
