package im.godwit.plugins.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A feed reader's web server on this machine, which confirms and takes everything but what a test wants otherwise. */
final class FeedReader implements AutoCloseable {
    private final HttpServer http;
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Content> contents = new LinkedBlockingQueue<>();
    private volatile String echo = "";

    FeedReader() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::take);
        http.start();
    }

    /** A GET: its path and parameters. */
    record Question(String path, Map<String, String> parameters) {
        String parameter(String name) {
            return Optional.ofNullable(parameters.get(name)).orElse("");
        }
    }

    /** A POST. */
    record Content(Headers headers, String text) {
        String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("");
        }
    }

    String callback(String path) {
        return "http://localhost:" + http.getAddress().getPort() + path;
    }

    /** The next requests are answered so. */
    void answers(Integer... next) {
        statuses.addAll(Arrays.asList(next));
    }

    /** Verifications are answered with this, and no more with their challenge. */
    void echoes(String text) {
        echo = text;
    }

    Question question() throws InterruptedException {
        Question question = questions.poll(10, TimeUnit.SECONDS);
        assertThat(question).as("a question").isNotNull();
        return question;
    }

    Content content() throws InterruptedException {
        Content content = contents.poll(10, TimeUnit.SECONDS);
        assertThat(content).as("content").isNotNull();
        return content;
    }

    boolean hasContent() {
        return !contents.isEmpty();
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = Optional.ofNullable(statuses.poll()).orElse(200);
        if (exchange.getRequestMethod().equals("GET")) {
            Question question = new Question(
                    exchange.getRequestURI().getPath(),
                    parameters(exchange.getRequestURI().getRawQuery()));
            String answer = echo.isEmpty() ? question.parameter("hub.challenge") : echo;
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            questions.add(question);
        } else {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            contents.add(new Content(exchange.getRequestHeaders(), text));
        }
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
