package im.godwit.http;

/**
 * A place on the HTTP listeners that a plugin answers for; an extension point. Routes are read once, when the gateway
 * starts.
 *
 * @param prefix what paths begin with, such as {@code /pubsub/pubsub.example.org}: segments that need no escaping,
 *     without a slash at the end. No two routes may have the same
 * @param content what becomes of the content of requests
 * @param bodyBytes the largest content of a request that is read; with more it is refused before the handler sees it
 * @param handler answers the requests
 */
public record HttpRoute(String prefix, Content content, int bodyBytes, HttpHandler handler) {
    public HttpRoute {
        if (!prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix is like /pubsub, not " + prefix);
        }
        if (bodyBytes < 0) {
            throw new IllegalArgumentException("bodyBytes is negative");
        }
    }

    /** A route whose handler gets content as a whole. */
    public HttpRoute(String prefix, int bodyBytes, HttpHandler handler) {
        this(prefix, Content.READ, bodyBytes, handler);
    }

    /** A route whose handler sees a request before its content, and takes it with {@link HttpAnswer.Receive}. */
    public static HttpRoute receiving(String prefix, HttpHandler handler) {
        return new HttpRoute(prefix, Content.LEFT, 0, handler);
    }

    /** What becomes of the content of requests before the handler is called. */
    public enum Content {
        /** It is read and bounded. */
        READ,
        /** It stays where it is until the handler wants it; what it does not want is thrown away. */
        LEFT
    }
}
