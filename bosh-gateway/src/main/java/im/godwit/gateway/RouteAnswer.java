package im.godwit.gateway;

import im.godwit.http.HttpAnswer;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where the answer to one request for a plugin goes.
 *
 * @param callback completes the request
 */
record RouteAnswer(Request request, Response response, Callback callback) {
    private static final String POLICY = "Content-Security-Policy";

    /** How long a client should wait before it tries again, in seconds. */
    private static final String SOON = "5";

    /** Sends an answer. */
    void whole(HttpAnswer.Whole whole) {
        common();
        whole.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        boolean known =
                whole.status() == HttpStatus.OK_200 && isKnown(whole.headers().get("ETag"));
        response.setStatus(known ? HttpStatus.NOT_MODIFIED_304 : whole.status());
        if (whole.status() == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, Doorkeeper.CHALLENGE);
        }
        byte[] body = known ? new byte[0] : whole.body();
        if (known) {
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
        } else if (whole.status() != HttpStatus.NO_CONTENT_204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
    }

    /** RFC 9110 §13.1.2: for methods that read. */
    boolean isKnown(String tag) {
        String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads
                && tag != null
                && known != null
                && (known.strip().equals("*")
                        || Arrays.stream(known.split(","))
                                .map(one -> one.strip().replaceFirst("^W/", ""))
                                .anyMatch(tag::equals));
    }

    /** What comes with each answer, so that a browser takes it for nothing but data, unless a plugin says otherwise. */
    void common() {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (!response.getHeaders().contains(POLICY)) {
            response.getHeaders().put(POLICY, "default-src 'none'; sandbox");
        }
    }

    void refused(Visitor.Refused refused) {
        common();
        if (refused.status() == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, Doorkeeper.CHALLENGE);
        }
        PlainAnswer.send(response, callback, refused.status(), refused.text());
    }

    void slowed(Visitor.Slowed slowed) {
        common();
        response.getHeaders().put(HttpHeader.RETRY_AFTER, slowed.retryAfter().toSeconds());
        PlainAnswer.send(
                response,
                callback,
                HttpStatus.TOO_MANY_REQUESTS_429,
                "There were too many wrong passwords; try again later.\n");
    }

    /** Too much is going on, or the database is away; it will be better. */
    void busy() {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, SOON);
        PlainAnswer.send(response, callback, 503, "This cannot be done now; try again later.\n");
    }

    /** The content was not there in time, or its end never came. */
    void incomplete() {
        if (response.isCommitted()) {
            callback.failed(new EOFException());
        } else {
            PlainAnswer.close(response, callback, 408, "The content did not come.\n");
        }
    }

    /** A fault of the server. */
    void failed() {
        if (!response.isCommitted()) {
            PlainAnswer.send(response, callback, 500, "The server failed; its log says why.\n");
        }
    }
}
