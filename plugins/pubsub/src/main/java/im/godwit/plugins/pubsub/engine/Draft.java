package im.godwit.plugins.pubsub.engine;

import java.util.Optional;

/**
 * An item that somebody wants to publish.
 *
 * @param id the identifier that they chose, if they did
 * @param payload what it holds, if anything
 */
public record Draft(Optional<String> id, Optional<Payload> payload) {}
