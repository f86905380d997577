package im.godwit.plugins.pubsub;

import im.godwit.plugin.Result;

/** Does one kind of request. */
@FunctionalInterface
interface Action {
    /**
     * Does what is asked.
     *
     * @throws im.godwit.stanza.StanzaException where the request is malformed
     * @throws im.godwit.plugins.pubsub.engine.RefusedException where the engine refuses
     */
    Result perform(Request request);
}
