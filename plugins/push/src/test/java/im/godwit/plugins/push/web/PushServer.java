package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser's push service on this machine, which answers as a test says and else takes everything. */
final class PushServer implements AutoCloseable {
    private final HttpServer http;
    private final Queue<Scripted> answers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();

    PushServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::take);
        http.start();
    }

    record Posted(String path, Headers headers, byte[] body) {}

    String endpoint(String path) {
        return "http://localhost:" + http.getAddress().getPort() + path;
    }

    /** The next request is answered so. */
    void answers(int status) {
        answers.add(new Scripted(status, Optional.empty()));
    }

    /** The next request is answered so, with how many seconds to wait. */
    void answers(int status, String retryAfter) {
        answers.add(new Scripted(status, Optional.of(retryAfter)));
    }

    private record Scripted(int status, Optional<String> retryAfter) {}

    Posted next() throws InterruptedException {
        Posted next = posted.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a request").isNotNull();
        return next;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Scripted answer = Optional.ofNullable(answers.poll()).orElse(new Scripted(201, Optional.empty()));
        answer.retryAfter().ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", seconds));
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
        posted.add(new Posted(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
