package im.godwit.plugins.privileges;

import im.godwit.stanza.Iq;
import java.util.Locale;

/** Which requests of a namespace an entity may make (§4.1, §6.1). */
public enum Access {
    NONE,
    GET,
    SET,
    BOTH;

    boolean permits(Iq.Type type) {
        return switch (type) {
            case GET -> mayGet();
            case SET -> this == SET || this == BOTH;
            case RESULT, ERROR -> false;
        };
    }

    boolean mayGet() {
        return this == GET || this == BOTH;
    }

    /** As written in the {@code type} attribute. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
