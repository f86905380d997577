package im.godwit.gateway;

import im.godwit.plugin.Peer;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;

/** HTTP's side of WebSocket: the opening handshake (RFC 6455 §4.2, RFC 7395 §3.1). Never blocks. */
final class WebSocketHandler {
    private static final String SUBPROTOCOL = "xmpp";

    private static final String HINT = "This address takes WebSocket connections (RFC 7395) of XMPP clients.\n"
            + "Give it to a client as its WebSocket address.\n";

    private final WebSocketService service;
    private final WebSocketMappings mappings;
    private final PeerAddress peers;
    private final Cors cors;

    WebSocketHandler(WebSocketService service, WebSocketComponents components, GatewayOptions options) {
        this.service = service;
        mappings = new WebSocketMappings(components);
        peers = new PeerAddress(options.proxies());
        cors = new Cors(options.origins(), options.publicUrl());
    }

    void handle(Request request, Response response, Callback callback) {
        if (!request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
            hint(response, callback);
        } else if (!cors.admits(request)) {
            // RFC 6455 §10.2
            PlainAnswer.send(response, callback, 403, "Pages of this origin may not connect.\n");
        } else if (!offersXmpp(request)) {
            PlainAnswer.send(response, callback, 400, "The subprotocol must be \"xmpp\".\n");
        } else if (service.isFull()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
            PlainAnswer.send(response, callback, 503, "There are too many connections.\n");
        } else {
            Peer peer = peers.of(request);
            service.admit(peer)
                    .ifPresentOrElse(
                            admission -> upgrade(peer, admission, request, response, callback),
                            () -> tooMany(response, callback));
        }
    }

    private void upgrade(Peer peer, Admission admission, Request request, Response response, Callback callback) {
        // an upgrade that fails answers the request, or fails it
        Callback guarded = Callback.from(callback::succeeded, failure -> {
            admission.leave();
            callback.failed(failure);
        });
        if (!mappings.upgrade(
                (asked, answer, _) -> negotiate(answer, service.transport(peer, admission)),
                request,
                response,
                guarded,
                WebSocketHandler::configure)) {
            admission.leave();
            hint(response, callback);
        }
    }

    // RFC 6585 §4, XEP-0205 §4.1
    private static void tooMany(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
        PlainAnswer.send(response, callback, 429, "There are too many connections from your address.\n");
    }

    private static boolean offersXmpp(Request request) {
        return request.getHeaders()
                .getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, true)
                .contains(SUBPROTOCOL);
    }

    // RFC 9110 §15.5.22, RFC 6455 §4.4
    private static void hint(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, "13");
        PlainAnswer.send(response, callback, 426, HINT);
    }

    private static FrameHandler negotiate(ServerUpgradeResponse response, FrameHandler transport) {
        response.setAcceptedSubProtocol(SUBPROTOCOL);
        // nothing is compressed: it could not begin with authentication, only with the connection
        response.setExtensions(List.of());
        return transport;
    }

    private static void configure(Configuration configuration) {
        configuration.setIdleTimeout(Duration.ZERO); // the transport has its own
        // frames come in parts as they are read, so that what is too large is known before it is kept
        configuration.setAutoFragment(true);
        configuration.setMaxFrameSize(0);
    }
}
