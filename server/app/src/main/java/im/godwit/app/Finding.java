package im.godwit.app;

import java.util.Locale;

/** What one check found: fine, worth a look, or a reason not to start. */
record Finding(Level level, String subject, String text) {
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warn(String subject, String text) {
        return new Finding(Level.WARN, subject, text);
    }

    static Finding fail(String subject, String text) {
        return new Finding(Level.FAIL, subject, text);
    }

    String line() {
        return "%-5s %-15s %s".formatted(level.name().toLowerCase(Locale.ROOT), subject, text);
    }
}
