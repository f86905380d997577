package im.godwit.xml;

/**
 * How the content of an element gets its bytes: anew each time, or once for all who send it. Attributes are no part of
 * it, so elements that differ in nothing else share it. The bytes depend on the default namespace around them, of which
 * the last is remembered.
 */
final class Writing {
    /** Anew each time. */
    static final Writing EACH_TIME = new Writing();

    private static final Written NOTHING = new Written("", new byte[0]);

    private record Written(String scope, byte[] bytes) {}

    private volatile Written written = NOTHING;

    /** The content of an element; written by whoever comes first, at worst by several at once with the same result. */
    byte[] content(Element element, String scope) {
        Written known = written;
        if (known == NOTHING || !known.scope().equals(scope)) {
            Utf8Output out = new Utf8Output(512);
            ElementWriter.writeContent(element, scope, out);
            known = new Written(scope, out.toByteArray());
            written = known;
        }
        return known.bytes();
    }
}
