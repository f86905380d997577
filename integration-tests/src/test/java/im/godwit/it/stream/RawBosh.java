package im.godwit.it.stream;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.it.Front;
import im.godwit.it.GodwitServer;
import im.godwit.xml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Over BOSH, behind what looks like a proxy with TLS. One request at a time. */
public final class RawBosh implements RawClient {
    /** The address of the client, as the proxy tells it. */
    public static final String ADDRESS = "192.0.2.1";

    private static final int PATIENCE_REQUESTS = 20;

    private final DocumentParser parser = new DocumentParser(ParseLimits.AUTHENTICATED);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Front front;
    private final Deque<Element> received = new ArrayDeque<>();
    private String sid = "";
    private long rid = 1000;

    /** Makes a client that has not come yet. */
    public RawBosh(Front front) {
        this.front = front;
    }

    @Override
    public Element open() {
        if (sid.isEmpty()) {
            Element creation =
                    request("wait='1' hold='1' ver='1.11' xmpp:version='1.0' to='" + GodwitServer.DOMAIN + "'", "");
            sid = creation.attribute("sid").orElseThrow();
        } else {
            request("xmpp:restart='true' to='" + GodwitServer.DOMAIN + "'", "");
        }
        return receive();
    }

    @Override
    public void send(String xml) {
        request("", xml);
    }

    @Override
    public Element receive() {
        for (int i = 0; received.isEmpty() && i < PATIENCE_REQUESTS; i++) {
            request("", "");
        }
        return received.remove();
    }

    private Element request(String attributes, String content) {
        Element answer = post(attributes, content);
        received.addAll(answer.elements());
        if (answer.attribute("type").isPresent()) {
            throw new IllegalStateException("the session was terminated: " + answer);
        }
        return answer;
    }

    private Element post(String attributes, String content) {
        String session = sid.isEmpty() ? "" : "sid='" + sid + "'";
        String body = "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='" + rid++
                + "' " + session + " " + attributes + ">" + content + "</body>";
        HttpRequest request = HttpRequest.newBuilder(front.url("/http-bind"))
                .header("X-Forwarded-For", ADDRESS)
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return parser.parse(http.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InvalidXmlException malformed) {
            throw new IllegalStateException(malformed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Why the session that it asks for is not made. */
    public Optional<String> refusal() {
        String creation = "wait='1' hold='1' ver='1.11' xmpp:version='1.0' to='" + GodwitServer.DOMAIN + "'";
        return post(creation, "").attribute("condition");
    }

    /** The last of what came with the end of the session, which is near. */
    @Override
    public Element end() {
        try {
            for (int i = 0; i < PATIENCE_REQUESTS; i++) {
                request("", "");
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
