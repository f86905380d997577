package im.godwit.core.session;

import im.godwit.stanza.Stanza;
import java.time.Instant;
import java.util.Optional;

/**
 * A stanza that a session which is over may never have got.
 *
 * @param stanza the stanza as it was sent to the session
 * @param sent when; none where that is not known
 * @param mayBeElsewhere whether other sessions of the account may have got a copy
 */
public record Undelivered(Stanza stanza, Optional<Instant> sent, boolean mayBeElsewhere) {}
