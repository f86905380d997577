package im.godwit.form;

import java.util.Locale;

/** What kind of data a field holds (XEP-0004 §3.3). */
public enum FieldType {
    BOOLEAN,
    FIXED,
    HIDDEN,
    JID_MULTI,
    JID_SINGLE,
    LIST_MULTI,
    LIST_SINGLE,
    TEXT_MULTI,
    TEXT_PRIVATE,
    TEXT_SINGLE;

    /** As written in the {@code type} attribute. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type of this name; what is not known is a line of text (XEP-0004 §3.3). */
    static FieldType of(String text) {
        for (FieldType type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        return TEXT_SINGLE;
    }

    /** Whether options may be offered (XEP-0004 §3.2). */
    boolean hasOptions() {
        return this == LIST_SINGLE || this == LIST_MULTI;
    }
}
