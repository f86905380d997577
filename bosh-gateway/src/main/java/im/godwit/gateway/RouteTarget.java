package im.godwit.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Takes a request apart for a plugin's route. */
final class RouteTarget {
    private RouteTarget() {}

    /** The segments of a path after a prefix. Jetty has decoded most of it, and left what would mean something else. */
    static List<String> segments(String path, String prefix) {
        String rest = path.substring(prefix.length());
        return rest.isEmpty()
                ? List.of()
                : Arrays.stream(rest.substring(1).split("/", -1))
                        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                        .toList();
    }

    /**
     * The parameters; of one that comes several times, the first.
     *
     * @throws IllegalArgumentException if they are not encoded as they should be
     */
    static Map<String, String> query(Request request) {
        Map<String, String> query = new LinkedHashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValue());
        }
        return query;
    }

    /** The headers by name in lower case. */
    static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getLowerCaseName(), field.getValue() == null ? "" : field.getValue(), (a, b) -> a + ", " + b);
        }
        headers.remove("authorization"); // it is judged already, and passwords stay here
        return headers;
    }
}
