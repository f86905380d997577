package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client with a session: counts its rids. */
final class BoshClient {
    static final long FIRST_RID = 1000;

    private final GatewayStand stand;
    private final String sid;
    private final Optional<ScriptedStream> stream;
    private final Reply creation;
    private long rid = FIRST_RID;

    private BoshClient(GatewayStand stand, Optional<ScriptedStream> stream, Reply creation) {
        this.stand = stand;
        this.stream = stream;
        this.creation = creation;
        sid = creation.attribute("sid");
    }

    static BoshClient create(GatewayStand stand, String attributes) {
        Reply creation = GatewayStand.await(stand.post(creation(attributes)));
        assertThat(creation.condition()).isEmpty();
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        return new BoshClient(stand, Optional.of(stream), creation);
    }

    /** A client of a stand whose streams are not scripted. */
    static BoshClient of(GatewayStand stand, String domain) {
        Reply creation = GatewayStand.await(stand.post(creation("wait='60' hold='1' ver='1.11'", domain)));
        assertThat(creation.condition()).isEmpty();
        return new BoshClient(stand, Optional.empty(), creation);
    }

    static String creation(String attributes) {
        return creation(attributes, "example.com");
    }

    private static String creation(String attributes, String domain) {
        return """
                <body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='%d' to='%s'
                    xml:lang='en' xmpp:version='1.0' %s/>""".formatted(FIRST_RID, domain, attributes);
    }

    static Element message(String id) {
        return Element.builder(Namespaces.CLIENT, "message").attribute("id", id).build();
    }

    static String messageXml(String id) {
        return "<message xmlns='jabber:client' id='" + id + "'/>";
    }

    String sid() {
        return sid;
    }

    ScriptedStream stream() {
        return stream.orElseThrow();
    }

    Transport transport() {
        return stream().transport();
    }

    /** The answer that made the session. */
    Reply creation() {
        return creation;
    }

    /** The rid of the last request in order. */
    long rid() {
        return rid;
    }

    /** Sends the next request. */
    CompletableFuture<Reply> send(String payload) {
        return send(++rid, "", payload);
    }

    /** Sends the next request with more attributes. */
    CompletableFuture<Reply> sendWith(String attributes, String payload) {
        return send(++rid, attributes, payload);
    }

    /** Sends a request of any rid. */
    CompletableFuture<Reply> send(long anyRid, String attributes, String payload) {
        return stand.post("""
                <body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' rid='%d' sid='%s' %s>%s</body>""".formatted(anyRid, sid, attributes, payload));
    }

    /** Sends an empty request and returns once it is the one that the gateway holds. */
    CompletableFuture<Reply> poll() {
        CompletableFuture<Reply> request = send("");
        awaitHeld(1);
        return request;
    }

    /** Returns once so many requests wait for their answer. */
    void awaitHeld(int requests) {
        await().atMost(GatewayStand.PATIENCE).until(() -> stand.gateway().held() == requests);
    }
}
