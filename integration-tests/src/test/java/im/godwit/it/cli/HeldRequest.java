package im.godwit.it.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A request of a new BOSH session that the server holds. */
final class HeldRequest {
    private final CompletableFuture<HttpResponse<String>> answer;

    private HeldRequest(CompletableFuture<HttpResponse<String>> answer) {
        this.answer = answer;
    }

    /** Makes a session at this port of HTTP, and leaves a request there. */
    static HeldRequest at(int port) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String created = http.send(
                        post(
                                port,
                                "<body xmlns='http://jabber.org/protocol/httpbind' to='localhost' rid='10' wait='60' hold='1'"
                                        + " ver='1.6' xmpp:version='1.0' xmlns:xmpp='urn:xmpp:xbosh'/>"),
                        BodyHandlers.ofString())
                .body();
        String sid = created.replaceFirst("(?s).* sid=['\"]([^'\"]+)['\"].*", "$1");
        return new HeldRequest(http.sendAsync(
                post(port, "<body xmlns='http://jabber.org/protocol/httpbind' rid='11' sid='" + sid + "'/>"),
                BodyHandlers.ofString()));
    }

    private static HttpRequest post(int port, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/http-bind"))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** What it is answered. */
    String answer() {
        return answer.orTimeout(30, TimeUnit.SECONDS).join().body();
    }
}
