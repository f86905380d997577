package im.godwit.xml;

import java.util.Arrays;

/**
 * A growing UTF-8 buffer that escapes XML as it goes. One pass over each string, no intermediate copies: this is on the
 * path of every stanza. Not for use by several threads.
 */
public final class Utf8Output {
    private byte[] bytes;
    private int length;

    public Utf8Output(int initialCapacity) {
        bytes = new byte[initialCapacity];
    }

    public int length() {
        return length;
    }

    /** The written part of the buffer itself, without a copy; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Appends markup of ours: ASCII only, not escaped. */
    public void ascii(String markup) {
        int size = markup.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            bytes[length + i] = (byte) markup.charAt(i);
        }
        length += size;
    }

    /** Appends one ASCII character of markup. */
    public void ascii(char markup) {
        reserve(1);
        bytes[length++] = (byte) markup;
    }

    /** Appends XML that was written before. */
    void written(byte[] xml) {
        reserve(xml.length);
        System.arraycopy(xml, 0, bytes, length, xml.length);
        length += xml.length;
    }

    /** Appends an element or attribute name, which may be any Unicode. */
    void name(String name) {
        escaped(name, Escape.NONE);
    }

    /** Appends an attribute's value, escaped to stand between single quotes. */
    public void attributeValue(String value) {
        escaped(value, Escape.ATTRIBUTE);
    }

    void characterData(String value) {
        escaped(value, Escape.TEXT);
    }

    private enum Escape {
        NONE,
        TEXT,
        ATTRIBUTE
    }

    private void escaped(String value, Escape escape) {
        int size = value.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                if (c > '>' || isPlain(c)) {
                    if (length == bytes.length) {
                        reserve(size - i);
                    }
                    bytes[length++] = (byte) c;
                } else {
                    special(c, escape);
                }
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == size || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw forbidden(c);
                }
                codePoint(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                codePoint(c);
            }
        }
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '<' && c != '>' && c != '&' && c != '\'' && c != '"';
    }

    private void special(char c, Escape escape) {
        switch (c) {
            case '<' -> ascii("&lt;");
            case '>' -> ascii("&gt;");
            case '&' -> ascii("&amp;");
            case '\'' -> ascii(escape == Escape.ATTRIBUTE ? "&apos;" : "'");
            case '"' -> ascii('"');
            // XML 1.0 §3.3.3 and §2.11: unescaped, a parser would turn these into spaces or line feeds
            case '\t' -> ascii(escape == Escape.ATTRIBUTE ? "&#9;" : "\t");
            case '\n' -> ascii(escape == Escape.ATTRIBUTE ? "&#10;" : "\n");
            case '\r' -> ascii("&#13;");
            default -> throw forbidden(c);
        }
    }

    private void codePoint(int c) {
        reserve(4);
        if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
        } else if (c < 0x10000) {
            if (c >= 0xFFFE) {
                throw forbidden(c);
            }
            bytes[length++] = (byte) (0xE0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
        } else {
            bytes[length++] = (byte) (0xF0 | c >> 18);
            bytes[length++] = (byte) (0x80 | c >> 12 & 0x3F);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
        }
        bytes[length++] = (byte) (0x80 | c & 0x3F);
    }

    private static IllegalArgumentException forbidden(int c) {
        return new IllegalArgumentException("XML 1.0 forbids the character U+%04X".formatted(c));
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
