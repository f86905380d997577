package im.godwit.gateway;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request at Jetty; while it waits it has no thread. */
final class JettyExchange implements Exchange {
    /** From which size on an answer is compressed, in bytes: below, it costs more than it saves. */
    private static final int COMPRESSIBLE = 1024;

    private static final HttpFields HEADERS = HttpFields.from(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            // XML is a page too where somebody leads a browser here by a form: one that runs nothing
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; sandbox"),
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"),
            // a reverse proxy must not keep an answer back
            new PreEncodedHttpField("X-Accel-Buffering", "no"));

    private static final Map<ContentType, HttpField> TYPES = new EnumMap<>(ContentType.class);

    static {
        for (ContentType type : ContentType.values()) {
            TYPES.put(type, new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type.header()));
        }
    }

    private final Request request;
    private final Response response;
    private final Callback callback;

    JettyExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void answer(int status, ContentType type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().add(HEADERS).add(TYPES.get(type));
        response.write(true, ByteBuffer.wrap(coded(body)), callback);
    }

    // XEP-0124 §5: in one of the codings that the request permits
    private byte[] coded(byte[] body) {
        if (body.length < COMPRESSIBLE) {
            return body;
        }
        Optional<ContentCoding> coding =
                ContentCoding.best(request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING));
        coding.ifPresent(c -> response.getHeaders().put(HttpHeader.CONTENT_ENCODING, c.token()));
        return coding.map(c -> c.compress(body)).orElse(body);
    }

    @Override
    public void drop() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EOFException("dropped"));
    }
}
