package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpRequest;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import java.util.OptionalLong;

/**
 * A request about one node.
 *
 * @param requester whose it is to the engine
 */
record Call(HttpRequest http, Jid requester, NodeAddress node) {
    /** The item that the path names. */
    String item() {
        return http.path().get(2);
    }

    /**
     * A place among the items, as an answer told it.
     *
     * @throws ProblemException if it is none
     */
    static OptionalLong position(String text) {
        try {
            long position = Long.parseLong(text);
            if (position >= 0) {
                return OptionalLong.of(position);
            }
        } catch (NumberFormatException noNumber) {
            // answered below, as a negative one is
        }
        throw Problem.BAD_REQUEST.because("That is no position that an answer told.");
    }

    /** What says whether caches may keep the answer: always asking again, and shared only if it is for all. */
    String caching() {
        return http.account().isPresent() ? "private, no-cache" : "no-cache";
    }
}
