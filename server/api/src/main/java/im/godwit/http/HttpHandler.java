package im.godwit.http;

/** Answers HTTP requests. Called on a virtual thread of the request's own, for many requests at once; may block. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * The answer to one request. A {@link im.godwit.store.StoreException} becomes 503, any other exception is logged
     * and becomes 500; neither tells the client more.
     */
    HttpAnswer handle(HttpRequest request);
}
