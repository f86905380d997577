package im.godwit.it.stream;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.it.Front;
import im.godwit.it.GodwitServer;
import im.godwit.xml.Element;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Over BOSH, behind what looks like a proxy with TLS. The server may hold one request: it answers it when the next one
 * comes, so that nobody waits for an answer to what needs none.
 */
public final class RawBosh implements RawClient {
    /** The address of the client, as the proxy tells it. */
    public static final String ADDRESS = "192.0.2.1";

    private static final int PATIENCE_REQUESTS = 20;
    private static final int HOLD = 1;
    private static final String CREATION =
            "wait='1' hold='" + HOLD + "' ver='1.11' xmpp:version='1.0' to='" + GodwitServer.DOMAIN + "'";

    private final DocumentParser parser = new DocumentParser(ParseLimits.AUTHENTICATED);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Front front;
    private final Deque<Element> received = new ArrayDeque<>();
    private final Deque<CompletableFuture<HttpResponse<byte[]>>> held = new ArrayDeque<>();
    private String sid = "";
    private long rid = 1000;

    /** Makes a client that has not come yet. */
    public RawBosh(Front front) {
        this.front = front;
    }

    @Override
    public Element open() {
        if (sid.isEmpty()) {
            post(CREATION, "");
            sid = hear().attribute("sid").orElseThrow();
        } else {
            post("xmpp:restart='true' to='" + GodwitServer.DOMAIN + "'", "");
        }
        return receive();
    }

    @Override
    public void send(String xml) {
        post("", xml);
        while (held.size() > HOLD) {
            hear();
        }
    }

    @Override
    public Element receive() {
        for (int i = 0; received.isEmpty() && i < PATIENCE_REQUESTS; i++) {
            askAndHear();
        }
        return received.remove();
    }

    /** Hears what the server says next, and asks for it if it has not done so yet. */
    private void askAndHear() {
        if (held.isEmpty()) {
            post("", "");
        }
        hear();
    }

    private Element hear() {
        Element answer = parse(held.remove().join().body());
        received.addAll(answer.elements());
        if (answer.attribute("type").isPresent()) {
            throw new IllegalStateException("the session was terminated: " + answer);
        }
        return answer;
    }

    private Element parse(byte[] answer) {
        try {
            return parser.parse(answer);
        } catch (InvalidXmlException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private void post(String attributes, String content) {
        String session = sid.isEmpty() ? "" : "sid='" + sid + "'";
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='" + rid++
                + "' " + session + " " + attributes + ">" + content + "</body>";
        HttpRequest request = HttpRequest.newBuilder(front.url("/http-bind"))
                .header("X-Forwarded-For", ADDRESS)
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString(body))
                .build();
        held.add(http.sendAsync(request, BodyHandlers.ofByteArray()));
    }

    /** Why the session that it asks for is not made. */
    public Optional<String> refusal() {
        post(CREATION, "");
        return parse(held.remove().join().body()).attribute("condition");
    }

    /** The last of what came with the end of the session, which is near. */
    @Override
    public Element end() {
        try {
            for (int i = 0; i < PATIENCE_REQUESTS; i++) {
                askAndHear();
            }
        } catch (IllegalStateException terminated) {
            return received.getLast();
        }
        throw new IllegalStateException("the session goes on");
    }

    /** Asks for nothing any more: the server finds out by itself. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
