package im.godwit.plugins.muc;

import im.godwit.http.EventSource;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRequest;
import im.godwit.http.HttpRoute;
import im.godwit.plugin.Peer;
import im.godwit.testkit.Stage;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests to the service over HTTP by somebody without an account, as the gateway hands them in. */
final class Web {
    private final HttpRoute route;

    private Web(HttpRoute route) {
        this.route = route;
    }

    static Web of(Stage stage) {
        return new Web(stage.server().contributions(HttpRoute.class).getFirst());
    }

    HttpAnswer.Whole get(String target) {
        return (HttpAnswer.Whole) send("GET", target, Map.of());
    }

    /** What somebody reads. */
    String read(String target) {
        return new String(get(target).body(), StandardCharsets.UTF_8);
    }

    /** Events of a room, from the outside; the gateway's part is played by the test. */
    EventSource events(String target, Map<String, String> headers) {
        return ((HttpAnswer.Events) send("GET", target, headers)).source();
    }

    HttpAnswer send(String method, String target, Map<String, String> headers) {
        String[] parts = target.split("\\?", 2);
        Map<String, String> query = new LinkedHashMap<>();
        if (parts.length > 1) {
            query.put(parts[1].split("=", 2)[0], parts[1].split("=", 2)[1]);
        }
        List<String> path = Arrays.stream(parts[0].split("/"))
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        return route.handler()
                .handle(new HttpRequest(
                        method,
                        path,
                        query,
                        headers,
                        new byte[0],
                        Optional.empty(),
                        new Peer(InetAddress.getLoopbackAddress(), false)));
    }
}
