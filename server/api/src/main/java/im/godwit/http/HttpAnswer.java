package im.godwit.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of a request. */
public sealed interface HttpAnswer {
    /**
     * An answer that is there as a whole. With an {@code ETag} and the status 200, the gateway answers 304 by itself to
     * who has that already, and to {@code HEAD} it leaves out the content. Browsers take it for data that runs and
     * loads nothing, unless it has a {@code Content-Security-Policy} of its own.
     *
     * @param status such as 200
     * @param headers by name
     * @param body the content; may be empty
     */
    record Whole(int status, Map<String, String> headers, byte[] body) implements HttpAnswer {
        public Whole {
            headers = Map.copyOf(headers);
        }

        /** The same with one header more. */
        public Whole with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Whole(status, more, body);
        }
    }

    /**
     * A file, or the range of it that the client asks for (RFC 9110 §14.2); sent as fast as the client takes it, and
     * never in memory as a whole. {@code ETag}, {@code If-None-Match}, {@code If-Range} and {@code HEAD} are the
     * gateway's part, as for an answer that is whole.
     *
     * @param path what is there must not change; if it is gone, the answer is 404
     * @param headers by name, with a strong {@code ETag}
     */
    record Stored(Path path, Map<String, String> headers) implements HttpAnswer {
        public Stored {
            headers = Map.copyOf(headers);
        }
    }

    /** The content is wanted, and what takes it answers; only where the route leaves content for the handler. */
    record Receive(ContentReceiver receiver) implements HttpAnswer {}

    /** Server-sent events (WHATWG HTML §9.2), for as long as the client stays. */
    record Events(EventSource source) implements HttpAnswer {}

    /** An answer with content in UTF-8. */
    static Whole of(int status, String type, String content) {
        return new Whole(status, Map.of("Content-Type", type), content.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without content. */
    static Whole empty(int status) {
        return new Whole(status, Map.of(), new byte[0]);
    }
}
