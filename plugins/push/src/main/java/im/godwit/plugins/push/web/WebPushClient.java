package im.godwit.plugins.push.web;

import im.godwit.http.Endpoints;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Sends messages to browsers' push services (RFC 8030 §5). Blocks; for any thread. */
final class WebPushClient implements AutoCloseable {
    private final Vapid vapid;
    private final WebPushOptions options;
    private final Endpoints endpoints;
    private final HttpClient http;

    WebPushClient(Vapid vapid, WebPushOptions options) {
        this.vapid = vapid;
        this.options = options;
        this.endpoints = new Endpoints(options.loopback());
        this.http = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                // or else an endpoint could lead where none may lead
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Sends a message once. */
    Answer send(PushMessage message) throws InterruptedException {
        Subscription to = message.to();
        try {
            if (!endpoints.isReachable(to.endpoint())) {
                return new Answer.Gone(); // nothing may ever go there
            }
            HttpResponse<Void> response = http.send(request(message), BodyHandlers.discarding());
            return Answer.of(response.statusCode(), response.headers().firstValue("retry-after"));
        } catch (IOException unreachable) {
            return new Answer.Later(Optional.empty());
        }
    }

    private HttpRequest request(PushMessage message) {
        Subscription to = message.to();
        byte[] body = MessageEncryption.encrypt(message.plaintext(), to.key(), to.auth());
        Duration timeToLive = options.timeToLive();
        return HttpRequest.newBuilder(to.endpoint())
                .timeout(options.timeout())
                .header("TTL", Long.toString(timeToLive.toSeconds())) // RFC 8030 §5.2
                .header("Urgency", "normal") // RFC 8030 §5.3: a chat message
                .header("Topic", message.topic()) // RFC 8030 §5.4
                .header("Content-Encoding", MessageEncryption.CODING)
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", vapid.authorization(to.endpoint()))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
