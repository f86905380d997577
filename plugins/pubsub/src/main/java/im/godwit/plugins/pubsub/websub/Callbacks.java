package im.godwit.plugins.pubsub.websub;

import im.godwit.http.Endpoints;
import im.godwit.plugins.pubsub.http.TopicContent;
import im.godwit.plugins.pubsub.http.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends requests to subscribers' web servers, some at once. Blocks; for any thread. */
final class Callbacks implements AutoCloseable {
    /** Of what a web server answers to a verification; a challenge is shorter. */
    private static final int ANSWER = 1024;

    private final Topics topics;
    private final WebSubOptions options;
    private final Endpoints endpoints;
    private final Semaphore permits;
    private final HttpClient http;

    Callbacks(Topics topics, WebSubOptions options) {
        this.topics = topics;
        this.options = options;
        this.endpoints = new Endpoints(options.loopback());
        this.permits = new Semaphore(options.parallel());
        this.http = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Whether a subscriber confirms what it asked for: it answers 2xx with the challenge (§5.3.1). */
    boolean confirms(Verification verification, String challenge) throws InterruptedException {
        Map<String, String> lease = switch (verification) {
            case Verification.Subscribe subscribe ->
                Map.of("hub.lease_seconds", Long.toString(subscribe.lease().toSeconds()));
            case Verification.Unsubscribe _ -> Map.of();
        };
        Map<String, String> question = Map.of(
                "hub.mode", verification.mode().parameter(),
                "hub.topic", topics.url(verification.key().topic()),
                "hub.challenge", challenge);
        URI uri = with(verification.key().callback(), question, lease);
        try {
            HttpResponse<byte[]> response =
                    send(HttpRequest.newBuilder(uri), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER));
            return response.statusCode() / 100 == 2
                    && new String(response.body(), StandardCharsets.UTF_8).equals(challenge);
        } catch (IOException unreachable) {
            return false;
        }
    }

    /** Tells a subscriber that it is subscribed no more, or never will be (§5.2); whether it hears that is up to it. */
    void deny(Subscriber.Key key, String reason) throws InterruptedException {
        URI uri = with(
                key.callback(),
                Map.of("hub.mode", "denied", "hub.topic", topics.url(key.topic()), "hub.reason", reason),
                Map.of());
        try {
            send(HttpRequest.newBuilder(uri), BodyHandlers.discarding());
        } catch (IOException unreachable) {
            // it learns nothing then, and is sent nothing either
        }
    }

    /** What became of content that was sent. */
    enum Outcome {
        TAKEN,
        /** The subscriber is gone for good. */
        GONE,
        FAILED
    }

    /** Sends what is at a topic now (§7). */
    Outcome send(Subscriber subscriber, TopicContent content) throws InterruptedException {
        byte[] body = content.text().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(subscriber.callback())
                .header("Content-Type", content.type())
                .POST(BodyPublishers.ofByteArray(body));
        topics.links(subscriber.topic()).ifPresent(links -> request.header("Link", links));
        subscriber.secret().ifPresent(secret -> request.header("X-Hub-Signature", Signature.of(secret, body)));
        try {
            int status = send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Outcome.TAKEN : status == 410 ? Outcome.GONE : Outcome.FAILED;
        } catch (IOException unreachable) {
            return Outcome.FAILED;
        }
    }

    /** The whole exchange has one timeout: also a web server that answers a byte a minute holds nobody up. */
    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpRequest built = request.build();
        permits.acquire();
        try {
            if (!endpoints.isReachable(built.uri())) {
                throw new IOException("its address is not one of the internet");
            }
            CompletableFuture<HttpResponse<T>> exchange = http.sendAsync(built, handler);
            try {
                return exchange.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException failed) {
                throw new IOException(failed);
            } finally {
                exchange.cancel(true);
            }
        } finally {
            permits.release();
        }
    }

    /** The callback with parameters after those that it has (§5.3). */
    private static URI with(URI callback, Map<String, String> some, Map<String, String> more) {
        String query = Stream.of(some, more)
                .flatMap(parameters -> parameters.entrySet().stream())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String separator = callback.getRawQuery() == null ? "?" : "&";
        return URI.create(callback + separator + query);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
