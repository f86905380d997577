package im.godwit.http;

/**
 * A place on the HTTP listeners that a plugin answers for; an extension point. Routes are read once, when the gateway
 * starts.
 *
 * @param prefix what paths begin with, such as {@code /pubsub/pubsub.example.org}: segments that need no escaping,
 *     without a slash at the end. No two routes may have the same
 * @param bodyBytes the largest content of a request; with more it is refused before the handler sees it
 * @param handler answers the requests
 */
public record HttpRoute(String prefix, int bodyBytes, HttpHandler handler) {
    public HttpRoute {
        if (!prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix is like /pubsub, not " + prefix);
        }
        if (bodyBytes < 0) {
            throw new IllegalArgumentException("bodyBytes is negative");
        }
    }
}
