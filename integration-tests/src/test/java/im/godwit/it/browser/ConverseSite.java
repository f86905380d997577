package im.godwit.it.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A web site on a port of its own with converse.js as published. */
final class ConverseSite implements BeforeAllCallback, AfterAllCallback {
    private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
    private static final Path DIST = CLIENTS.resolve("node_modules/converse.js/dist");

    private HttpServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(exchange, CLIENTS.resolve("src/converse.html")));
        server.createContext("/dist/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/dist/".length());
            serve(exchange, DIST.resolve(name).normalize());
        });
        server.start();
    }

    private static void serve(HttpExchange exchange, Path file) throws IOException {
        try (exchange) {
            if (!file.startsWith(CLIENTS) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String name = file.toString();
            String type = name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    /** The page, where somebody logs in over a service. */
    String page(URI service, String jid, String password) {
        String wanted = URLEncoder.encode(service + "," + jid + "," + password, StandardCharsets.UTF_8);
        return "http://localhost:" + server.getAddress().getPort() + "/#" + wanted.replace("+", "%20");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop(0);
    }
}
