package im.godwit.plugins.commands;

import java.util.Locale;

/** What a requester wants of a command (XEP-0050 §4.1). */
enum Action {
    EXECUTE,
    CANCEL,
    PREV,
    NEXT,
    COMPLETE;

    /**
     * The action of this name.
     *
     * @throws im.godwit.stanza.StanzaException {@code malformed-action} if there is none
     */
    static Action of(String text) {
        for (Action action : values()) {
            if (action.text().equals(text)) {
                return action;
            }
        }
        throw Errors.badRequest("malformed-action");
    }

    /** As written in the {@code action} attribute. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
