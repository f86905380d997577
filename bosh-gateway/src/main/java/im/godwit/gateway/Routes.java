package im.godwit.gateway;

import im.godwit.http.HttpRoute;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Which path leads where; everything else is 404. Nothing here blocks, so that no request needs a thread of its own.
 */
final class Routes extends Handler.Abstract.NonBlocking {
    private final BoshHandler bosh;
    private final WebSocketHandler webSocket;
    private final RouteHandler plugins;
    private final PublicAddress address;
    private final HostMeta hostMeta;
    private final ChatPage page;
    private final byte[] pageConfig;

    Routes(
            BoshHandler bosh,
            WebSocketHandler webSocket,
            RouteHandler plugins,
            PublicAddress address,
            ChatPage page,
            GatewayOptions options) {
        this.plugins = plugins;
        this.bosh = bosh;
        this.webSocket = webSocket;
        this.address = address;
        this.page = page;
        hostMeta = new HostMeta(address);
        pageConfig = pageConfig(options, address);
    }

    // Paths, not URLs: the page is fetched from here, so whatever way the browser took leads here again. The address is
    // there to recognise links that lead here.
    private static byte[] pageConfig(GatewayOptions options, PublicAddress address) {
        String text = "{\"domain\":" + JsonText.quote(options.domains().getFirst()) + ",\"websocket\":"
                + JsonText.quote(Gateway.WEBSOCKET_PATH) + ",\"bosh\":" + JsonText.quote(Gateway.BOSH_PATH)
                + ",\"registration\":" + options.registration() + ",\"address\":"
                + JsonText.quote(address.resolve("").toString()) + "}\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        switch (path) {
            case Gateway.BOSH_PATH, "/http-bind/", "/bosh", "/bosh/" -> bosh.handle(request, response, callback);
            case Gateway.WEBSOCKET_PATH, "/xmpp-websocket/", "/ws", "/ws/" ->
                webSocket.handle(request, response, callback);
            case "/.well-known/host-meta" ->
                hostMeta(request, response, callback, "application/xrd+xml; charset=utf-8", hostMeta.xrd());
            case "/.well-known/host-meta.json" ->
                hostMeta(request, response, callback, "application/json", hostMeta.jrd());
            case "/page-config.json" -> pageConfig(request, response, callback);
            default -> {
                Optional<HttpRoute> route = plugins.find(path);
                if (route.isPresent()) {
                    plugins.handle(route.get(), path, request, response, callback);
                } else {
                    page(path, request, response, callback);
                }
            }
        }
        return true;
    }

    private void hostMeta(Request request, Response response, Callback callback, String type, byte[] document) {
        if (!address.isOurs(request)) {
            notFound(response, callback);
        } else if (isRead(request, response, callback)) {
            // XEP-0156 §3: any page may ask where to connect
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=300");
            PlainAnswer.typed(response, callback, 200, type, document);
        }
    }

    private void pageConfig(Request request, Response response, Callback callback) {
        if (isRead(request, response, callback)) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
            PlainAnswer.typed(response, callback, 200, "application/json", pageConfig);
        }
    }

    private void page(String path, Request request, Response response, Callback callback) {
        if (!page.has(path)) {
            notFound(response, callback);
        } else if (isRead(request, response, callback)) {
            page.handle(path, request, response, callback);
        }
    }

    /** Whether the method reads; answers the request where it does not. */
    private static boolean isRead(Request request, Response response, Callback callback) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return true;
        }
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        PlainAnswer.send(response, callback, 405, "This can only be read.\n");
        return false;
    }

    private static void notFound(Response response, Callback callback) {
        PlainAnswer.send(response, callback, 404, "There is nothing here.\n");
    }
}
