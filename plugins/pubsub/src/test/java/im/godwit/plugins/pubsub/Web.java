package im.godwit.plugins.pubsub;

import im.godwit.http.EventSource;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRequest;
import im.godwit.http.HttpRoute;
import im.godwit.jid.Jid;
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

/** Requests to the service over HTTP, as the gateway hands them in. */
final class Web {
    private final HttpRoute route;
    private final Optional<Jid> account;
    private final Map<String, String> headers;

    private Web(HttpRoute route, Optional<Jid> account, Map<String, String> headers) {
        this.route = route;
        this.account = account;
        this.headers = headers;
    }

    /** Somebody without a password. */
    static Web of(Stage stage) {
        return new Web(stage.server().contributions(HttpRoute.class).getFirst(), Optional.empty(), Map.of());
    }

    /** Somebody without a password, at the hub. */
    static Web hub(Stage stage) {
        return new Web(stage.server().contributions(HttpRoute.class).getLast(), Optional.empty(), Map.of());
    }

    Web as(String name) {
        return new Web(route, Optional.of(Jid.of(name, Stage.DOMAIN)), headers);
    }

    Web with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Web(route, account, more);
    }

    HttpAnswer.Whole get(String target) {
        return (HttpAnswer.Whole) send("GET", target, "");
    }

    HttpAnswer.Whole send(String method, String target, String type, String body) {
        return (HttpAnswer.Whole) with("content-type", type).send(method, target, body);
    }

    /** Events of a node, from the outside; the gateway's part is played by the test. */
    EventSource events(String target) {
        return ((HttpAnswer.Events) send("GET", target, "")).source();
    }

    HttpAnswer send(String method, String target, String body) {
        String[] parts = target.split("\\?", 2);
        Map<String, String> query = new LinkedHashMap<>();
        if (parts.length > 1) {
            for (String parameter : parts[1].split("&")) {
                query.put(parameter.split("=")[0], parameter.split("=")[1]);
            }
        }
        List<String> path = Arrays.stream(parts[0].split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        return route.handler()
                .handle(new HttpRequest(
                        method,
                        path,
                        query,
                        headers,
                        body.getBytes(StandardCharsets.UTF_8),
                        account,
                        new Peer(InetAddress.getLoopbackAddress(), false)));
    }

    static String text(HttpAnswer.Whole answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
