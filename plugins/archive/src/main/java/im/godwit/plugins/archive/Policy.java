package im.godwit.plugins.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose messages are kept where neither list of an account names them (XEP-0441 §2.1.1). */
public enum Policy {
    /** Everybody's. */
    ALWAYS,
    /** Nobody's. */
    NEVER,
    /** Those of contacts in the roster. */
    ROSTER;

    /** As written in the {@code default} attribute. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Policy> of(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst();
    }
}
