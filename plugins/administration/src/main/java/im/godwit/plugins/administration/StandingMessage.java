package im.godwit.plugins.administration;

/**
 * A text that everybody gets once.
 *
 * @param id tells it from the one before it; an edited text keeps its own
 * @param text for people
 */
record StandingMessage(String id, String text) {
    /** When somebody gets it. */
    enum Kind {
        /** At once, or at the next login (XEP-0133 §4.24). */
        DAY,
        /** At the first login (XEP-0133 §4.27). */
        WELCOME
    }
}
