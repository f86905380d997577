package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import java.util.Optional;

/**
 * What an account has missed since somebody was there.
 *
 * @param messages how many messages
 * @param sender of the last one
 * @param body of the last one, if it had a readable one
 * @param requests for its presence that it has not answered
 */
record Summary(long messages, Optional<Jid> sender, Optional<String> body, long requests) {
    /** Nothing. */
    static final Summary NOTHING = new Summary(0, Optional.empty(), Optional.empty(), 0);

    Summary withRequests(long unanswered) {
        return new Summary(messages, sender, body, unanswered);
    }

    boolean isEmpty() {
        return messages == 0 && requests == 0;
    }
}
