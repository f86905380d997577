package im.godwit.archive;

/**
 * Texts one behind the other in a text. Each ends with a character that XML cannot hold (XML 1.0 §2.2), nor an address
 * (RFC 7622 §3), so none is ever escaped, and a script of a migration can write them too.
 */
final class Fields {
    /** The unit separator of ASCII. */
    static final char END = '\u001F';

    private final String text;
    private int at;

    Fields(String text) {
        this.text = text;
    }

    static void write(StringBuilder to, String field) {
        to.append(field).append(END);
    }

    static void write(StringBuilder to, long field) {
        to.append(field).append(END);
    }

    boolean hasMore() {
        return at < text.length();
    }

    String next() {
        int end = text.indexOf(END, at);
        String field = text.substring(at, end);
        at = end + 1;
        return field;
    }

    long nextNumber() {
        int end = text.indexOf(END, at);
        long field = Long.parseLong(text, at, end, 10);
        at = end + 1;
        return field;
    }
}
