package im.godwit.gateway;

import java.io.EOFException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request at Jetty; while it waits it has no thread. */
final class JettyExchange implements Exchange {
    private static final HttpFields HEADERS = HttpFields.from(
            // XEP-0124 §7.1 lets the client choose the type ("content"). Chosen by an attacker, it would make a page of
            // what others say, so it is always this one.
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/xml; charset=utf-8"),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"),
            // a reverse proxy must not keep an answer back
            new PreEncodedHttpField("X-Accel-Buffering", "no"));

    private final Request request;
    private final Response response;
    private final Callback callback;

    JettyExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void answer(int status, byte[] body) {
        response.setStatus(status);
        response.getHeaders().add(HEADERS);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    @Override
    public void drop() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EOFException("dropped"));
    }
}
