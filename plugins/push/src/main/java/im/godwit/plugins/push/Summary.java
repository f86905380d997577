package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import java.util.Optional;

/**
 * What an account has missed since somebody was there.
 *
 * @param messages how many messages
 * @param sender of the last one
 * @param body of the last one, if it had a readable one
 */
record Summary(long messages, Optional<Jid> sender, Optional<String> body) {}
