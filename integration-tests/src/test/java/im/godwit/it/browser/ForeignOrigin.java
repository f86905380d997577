package im.godwit.it.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A web site on a port of its own, whose one page has strophe.js as published and nothing else. */
final class ForeignOrigin implements BeforeAllCallback, AfterAllCallback {
    private static final Path STROPHE = Path.of("../bosh-gateway/page/node_modules/strophe.js/dist/strophe.umd.min.js");

    private HttpServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String page = "<!doctype html><title>elsewhere</title><script src='/strophe.js'></script>";
        serve("/", "text/html", page.getBytes(StandardCharsets.UTF_8));
        serve("/strophe.js", "text/javascript", Files.readAllBytes(STROPHE));
        server.start();
    }

    private void serve(String path, String type, byte[] content) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop(0);
    }
}
