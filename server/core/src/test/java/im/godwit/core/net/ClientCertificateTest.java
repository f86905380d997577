package im.godwit.core.net;

import static im.godwit.core.net.ClientAuthority.XMPP_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.net.ClientAuthority.Order;
import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.transport.StreamHeader;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of clients in the TLS handshake (RFC 6120 §13.7.1.4, §13.7.2). */
@Timeout(60)
class ClientCertificateTest {
    private static final Jid JULIET = Jid.of("juliet", "example.org");

    @TempDir
    Path folder;

    private ClientAuthority authority;
    private TlsFixture server;

    @BeforeEach
    void listen() throws Exception {
        authority = new ClientAuthority();
        server = TlsFixture.open(Mode.DIRECT_TLS, folder, authority.trust(folder));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<Jid> certified(SSLContext context, String version) throws Exception {
        try (TlsClient client = TlsClient.over(server.connect(), context, p -> p.setProtocols(new String[] {version}))
                .handshake()) {
            return certified(client);
        }
    }

    private List<Jid> certified(TlsClient client) throws Exception {
        client.send(Client.HEADER);
        Recorder.Stream stream = server.recorder.next();
        stream.next(StreamHeader.class);
        return stream.transport.certified();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void addressesOfACertificateAreKnownAlsoWhenTheSessionIsResumed(String version) throws Exception {
        SSLContext context = authority.client(Order.of("juliet@example.org", "Juliet@Example.net"));
        for (int i = 0; i < 2; i++) {
            assertThat(certified(context, version)).containsExactly(JULIET, Jid.of("juliet", "example.net"));
        }
    }

    @Test
    void addressesAreKnownAfterStarttls() throws Exception {
        server.close();
        server = TlsFixture.open(Mode.STARTTLS, folder, authority.trust(folder));
        Client clear = server.connect();
        clear.send(Client.HEADER);
        Recorder.Stream stream = server.recorder.next();
        stream.next(StreamHeader.class);
        stream.transport.open(Recorder.HEADER);
        clear.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        stream.next(Element.class);
        assertThat(stream.transport.certified()).isEmpty();
        stream.transport.startTls(Element.of(new Name(Namespaces.TLS, "proceed")));
        clear.readUntil("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        try (TlsClient client = TlsClient.over(clear, authority.client(Order.of("juliet@example.org")), p -> {})
                .handshake()) {
            client.send(Client.HEADER);
            stream.next(StreamHeader.class);
            assertThat(stream.transport.certified()).containsExactly(JULIET);
        }
    }

    /** The end of the handshake is read in the task that checks the certificate, and so is what comes with it. */
    @RepeatedTest(10)
    void headerThatComesWithTheLastMessageOfTheHandshakeIsHeard() throws Exception {
        try (TlsClient client =
                TlsClient.over(server.connect(), authority.client(Order.of("juliet@example.org")), p -> {})) {
            client.agree();
            client.write(Client.HEADER + "<presence/>");
            client.flush();

            Recorder.Stream stream = server.recorder.next();
            stream.next(StreamHeader.class);
            assertThat(stream.transport.certified()).containsExactly(JULIET);
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whoHasNoCertificateComesInWithout(String version) throws Exception {
        assertThat(certified(Client.trusting(), version)).isEmpty();
    }

    @Test
    void withoutAuthoritiesNobodyIsAsked() throws Exception {
        server.close();
        server = TlsFixture.open(Mode.DIRECT_TLS, folder, "example.org");
        try (TlsClient client = TlsClient.over(
                        server.connect(), authority.client(Order.of("juliet@example.org")), p -> {})
                .handshake()) {
            assertThat(certified(client)).isEmpty();
            assertThat(client.session().getLocalCertificates()).isNull();
        }
    }

    static Stream<Order> ordersWithoutAnAccount() {
        return Stream.of(
                Order.of(new GeneralName(GeneralName.dNSName, "example.org")),
                Order.of(new GeneralName(GeneralName.rfc822Name, "juliet@example.org")),
                Order.of(ClientAuthority.name("1.3.6.1.5.5.7.8.7", new DERUTF8String("juliet@example.org"))),
                Order.of(ClientAuthority.name(XMPP_ADDRESS, new DERIA5String("juliet@example.org"))),
                Order.of("example.org"),
                Order.of("*@example.org/x"),
                Order.of("juliet@example.org/balcony"),
                Order.of("juliet@example.org\0.example.net"),
                Order.of("juliet\0@example.org"),
                Order.of("juliet,nurse@example.org@example.org"),
                Order.of(IntStream.rangeClosed(0, 20)
                        .mapToObj(i -> "juliet" + i + "@example.org")
                        .toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("ordersWithoutAnAccount")
    void nothingElseInACertificateIsAnAccount(Order order) throws Exception {
        assertThat(certified(authority.client(order), "TLSv1.3")).isEmpty();
    }

    @Test
    void certificateThatIsOverIsRefused() throws Exception {
        refused(authority.client(new Order(
                -1,
                KeyPurposeId.id_kp_clientAuth,
                Order.of("juliet@example.org").names())));
    }

    @Test
    void certificateOfAServerIsRefused() throws Exception {
        refused(authority.client(new Order(
                1, KeyPurposeId.id_kp_serverAuth, Order.of("juliet@example.org").names())));
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused() throws Exception {
        refused(new ClientAuthority().client(Order.of("juliet@example.org")));
    }

    /** With TLS 1.3 the client learns it after its own end of the handshake. */
    private void refused(SSLContext context) throws Exception {
        try (TlsClient client = TlsClient.over(server.connect(), context, p -> {})) {
            client.agree();
            client.write(Client.HEADER);
            client.flush();
            assertThat(server.recorder.next().next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }
}
