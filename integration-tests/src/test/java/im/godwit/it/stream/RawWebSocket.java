package im.godwit.it.stream;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.it.Front;
import im.godwit.it.GodwitServer;
import im.godwit.xml.Element;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Over a WebSocket (RFC 7395), behind what looks like a proxy with TLS. */
final class RawWebSocket implements RawClient {
    private static final int PATIENCE_SECONDS = 20;

    private final DocumentParser parser = new DocumentParser(ParseLimits.AUTHENTICATED);
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    RawWebSocket(Front front) {
        socket = http.newWebSocketBuilder()
                .subprotocols("xmpp")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Proto", "https")
                .buildAsync(front.webSocket(), new Messages())
                .join();
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null; // as the interface has it: the text may be reused
        }
    }

    @Override
    public Element open() {
        send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' version='1.0' to='" + GodwitServer.DOMAIN + "'/>");
        receive(); // <open/>
        return receive();
    }

    @Override
    public void send(String xml) {
        socket.sendText(xml, true).join();
    }

    @Override
    public Element receive() {
        try {
            String message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("nothing came");
            }
            return parser.parse(message.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidXmlException malformed) {
            throw new IllegalStateException(malformed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
