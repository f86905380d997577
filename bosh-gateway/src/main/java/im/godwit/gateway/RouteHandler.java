package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRequest;
import im.godwit.http.HttpRoute;
import im.godwit.plugin.Peer;
import im.godwit.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what plugins offer: reads a request without a thread, then gives it one that may block. */
final class RouteHandler {
    private static final Logger log = LoggerFactory.getLogger(RouteHandler.class);

    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
    private static final Set<String> SUPPORTED = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");
    private static final String HEADERS = "Authorization, Content-Type, If-None-Match, If-Range, Last-Event-ID, Range";
    private static final String EXPOSED =
            "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Location, Retry-After";

    /** Requests at work at once; each may hold its content and an answer in memory. */
    static final int AT_ONCE = 256;

    private final Map<String, HttpRoute> routes;
    private final Doorkeeper doorkeeper;
    private final EventStreams streams;
    private final PeerAddress peers;
    private final Cors cors;
    private final Timers timers;
    private final Reception reception;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** @throws IllegalStateException if two routes have the same prefix */
    RouteHandler(
            List<HttpRoute> routes,
            Doorkeeper doorkeeper,
            EventStreams streams,
            GatewayOptions options,
            Timers timers) {
        this.routes = routes.stream().collect(Collectors.toMap(HttpRoute::prefix, Function.identity()));
        this.doorkeeper = doorkeeper;
        this.streams = streams;
        this.timers = timers;
        reception = new Reception(timers);
        peers = new PeerAddress(options.proxies());
        cors = new Cors(options.origins(), options.publicUrl());
    }

    /** The route that a path belongs to: the one with the longest prefix. */
    Optional<HttpRoute> find(String path) {
        String prefix = path;
        while (!prefix.isEmpty()) {
            HttpRoute route = routes.get(prefix);
            if (route != null) {
                return Optional.of(route);
            }
            prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        }
        return Optional.empty();
    }

    void handle(HttpRoute route, String path, Request request, Response response, Callback callback) {
        cors.allow(request, response);
        response.getHeaders().put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        if (request.getMethod().equals("OPTIONS")) {
            cors.preflight(response, callback, METHODS, HEADERS);
        } else if (!SUPPORTED.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, METHODS);
            PlainAnswer.close(response, callback, 405, "There is no such method here.\n");
        } else if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
            response.getHeaders().put(HttpHeader.ACCEPT_ENCODING, "identity"); // RFC 9110 §12.5.3
            PlainAnswer.close(response, callback, 415, "Content must not be compressed here.\n");
        } else {
            switch (route.content()) {
                case READ -> read(route, path, new RouteAnswer(request, response, callback));
                case LEFT -> {
                    Callback answered =
                            Callback.from(() -> Remainder.discard(request, timers, callback), callback::failed);
                    start(route, path, new byte[0], new RouteAnswer(request, response, answered));
                }
            }
        }
    }

    private void read(HttpRoute route, String path, RouteAnswer answer) {
        new Arrival(
                        answer.request(),
                        answer.response(),
                        answer.callback(),
                        timers,
                        route.bodyBytes(),
                        body -> start(route, path, body, answer))
                .read();
    }

    private void start(HttpRoute route, String path, byte[] body, RouteAnswer answer) {
        if (!room.tryAcquire()) {
            answer.busy();
            return;
        }
        Thread.ofVirtual().name("http").start(() -> {
            try {
                serve(route, path, body, answer);
            } finally {
                room.release();
            }
        });
    }

    private void serve(HttpRoute route, String path, byte[] body, RouteAnswer answer) {
        Request request = answer.request();
        Peer peer = peers.of(request);
        try {
            Optional<String> authorization =
                    Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            switch (doorkeeper.identify(authorization, peer)) {
                case Visitor.Refused refused -> answer.refused(refused);
                case Visitor.Slowed slowed -> answer.slowed(slowed);
                case Visitor.Welcome welcome -> {
                    HttpRequest asked = new HttpRequest(
                            request.getMethod(),
                            RouteTarget.segments(path, route.prefix()),
                            RouteTarget.query(request),
                            RouteTarget.headers(request),
                            body,
                            welcome.account(),
                            peer);
                    answer(route.handler().handle(asked), asked, answer);
                }
            }
        } catch (StoreException unavailable) {
            log.atError()
                    .addKeyValue("route", route.prefix())
                    .setCause(unavailable)
                    .log("The store failed a request");
            answer.busy();
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("route", route.prefix()).setCause(bug).log("A request failed");
            answer.failed();
        }
    }

    private void answer(HttpAnswer made, HttpRequest asked, RouteAnswer answer) {
        switch (made) {
            case HttpAnswer.Whole whole -> answer.whole(whole);
            case HttpAnswer.Stored stored -> new FileTransfer(stored, answer).start();
            case HttpAnswer.Receive wanted -> reception.receive(wanted.receiver(), answer);
            case HttpAnswer.Events events -> streams.open(events.source(), asked, answer);
        }
    }
}
