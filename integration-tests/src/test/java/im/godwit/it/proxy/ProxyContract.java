package im.godwit.it.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** BOSH and WebSocket through a proxy, as docs/proxies.md sets it up. */
interface ProxyContract {
    /** An address as the proxy has it. */
    URI url(String path);

    /** A client that trusts whom it meets there. */
    default HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    private String post(String attributes) throws Exception {
        String body =
                "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' " + attributes + "/>";
        HttpResponse<String> response = client().send(
                        HttpRequest.newBuilder(url("/http-bind"))
                                .POST(BodyPublishers.ofString(body))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return response.body();
    }

    @Test
    default void boshPassesAndIsKnownToBeEncrypted() throws Exception {
        String creation = post("rid='7' to='localhost' wait='60' hold='1' ver='1.11' xmpp:version='1.0'");

        assertThat(creation).contains("secure='true'").contains("SCRAM-SHA-256");
        String sid = creation.replaceFirst("(?s).* sid='([^']*)'.*", "$1");
        assertThat(post("rid='8' sid='" + sid + "' type='terminate'")).contains("type='terminate'");
    }

    @Test
    default void webSocketsPass() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        URI url = URI.create(url("/xmpp-websocket").toString().replaceFirst("^http", "ws"));
        WebSocket socket = client().newWebSocketBuilder()
                .subprotocols("xmpp")
                .buildAsync(url, new Listener(received))
                .get(20, TimeUnit.SECONDS);

        socket.sendText("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>", true);

        assertThat(received.poll(20, TimeUnit.SECONDS)).startsWith("<open ");
        assertThat(received.poll(20, TimeUnit.SECONDS))
                .contains("SCRAM-SHA-256")
                .doesNotContain("starttls");
        socket.sendText("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", true);
        assertThat(received.poll(20, TimeUnit.SECONDS)).startsWith("<close ");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("closed with 1000");
    }

    /** What a WebSocket brings. */
    record Listener(BlockingQueue<String> received) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            received.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            received.add("closed with " + status);
            return null;
        }
    }
}
