package im.godwit.gateway;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Which pages of other origins may use BOSH, WebSocket and the routes of plugins from a browser. Credentials that the
 * browser keeps are never allowed: nothing here needs cookies, and so a page can do nothing that any program could not.
 */
final class Cors {
    static final String METHODS = "POST, GET, OPTIONS";

    private final Set<String> origins;
    private final Optional<String> own;

    /**
     * @param origins origins such as {@code https://chat.example.org}; {@code *} for all
     * @param publicUrl where the gateway is reached from outside
     */
    Cors(Set<String> origins, Optional<URI> publicUrl) {
        this.origins = Set.copyOf(origins);
        own = publicUrl.map(URI::getRawAuthority);
    }

    /**
     * Whether a request that browsers send without asking before may go on: it is from no page, from one of the
     * gateway's own pages, or from one of an origin that may.
     */
    boolean admits(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || origins.contains("*") || origins.contains(origin)) {
            return true;
        }
        // the scheme does not count: a proxy may have taken TLS off
        String authority = origin.replaceFirst("^https?://", "");
        return authority.equalsIgnoreCase(request.getHeaders().get(HttpHeader.HOST))
                || own.filter(authority::equalsIgnoreCase).isPresent();
    }

    /** Lets the page read the answer, if its origin may. */
    void allow(Request request, Response response) {
        // what a page may show without reading it: images, for example
        response.getHeaders().put("Cross-Origin-Resource-Policy", origins.contains("*") ? "cross-origin" : "same-site");
        if (origins.contains("*")) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            return;
        }
        response.getHeaders().put(HttpHeader.VARY, "Origin");
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
    }

    /** Answers a browser's question before the request proper; its own origin was judged before. */
    void preflight(Response response, Callback callback, String methods, String headers) {
        if (response.getHeaders().contains(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, methods);
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, headers);
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "86400");
        }
        response.getHeaders().put(HttpHeader.ALLOW, methods);
        response.setStatus(204);
        callback.succeeded();
    }
}
