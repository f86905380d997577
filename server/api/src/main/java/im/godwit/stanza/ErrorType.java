package im.godwit.stanza;

import java.util.Locale;

/** What the sender may do about an error (RFC 6120 §8.3.2). */
public enum ErrorType {
    AUTH,
    CANCEL,
    CONTINUE,
    MODIFY,
    WAIT;

    /** As written in the {@code type} attribute. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
