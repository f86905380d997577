package im.godwit.core.xml;

/**
 * How much XML is taken at once. What goes beyond is a {@code policy-violation} (RFC 6120 §13.12), found while parsing:
 * no more than the permitted bytes are ever looked at.
 *
 * @param bytes of a stream header or of one first-level child as they came; of a whole document
 * @param depth of elements in a first-level child, itself included
 * @param attributes of one element, namespace declarations not included
 * @param namespaces declared by one element
 * @param elements in one first-level child, itself included
 * @param nameLength of a prefix or local name, in characters
 * @param idleSpace whether whitespace between children is free, as keepalive (RFC 6120 §4.6.1); else it counts as bytes
 *     of the next child
 */
public record ParseLimits(
        int bytes, int depth, int attributes, int namespaces, int elements, int nameLength, boolean idleSpace) {
    /** For a peer that has not proved who it is. */
    public static final ParseLimits UNAUTHENTICATED = new ParseLimits(64 * 1024, 64, 64, 32, 64, 1024, false);

    /** For an authenticated client; RFC 6120 §13.12 asks for at least 10000 bytes. */
    public static final ParseLimits AUTHENTICATED = new ParseLimits(256 * 1024, 64, 64, 32, 2000, 1024, true);

    /** The same limits with another number of bytes. */
    public ParseLimits withBytes(int other) {
        return new ParseLimits(other, depth, attributes, namespaces, elements, nameLength, idleSpace);
    }

    public ParseLimits {
        if (bytes < 1 || depth < 1 || attributes < 1 || namespaces < 1 || elements < 1 || nameLength < 1) {
            throw new IllegalArgumentException("a limit below one");
        }
    }
}
