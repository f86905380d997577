package im.godwit.core.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.core.stream.ScriptedTransport;
import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayStreamTest {
    private static final StreamHeader HEADER = header(Optional.of("example.org"));
    private static final StreamHeader ANSWER = new StreamHeader(
            HEADER.root(),
            Namespaces.CLIENT,
            Optional.empty(),
            Optional.of("example.org"),
            Optional.of("1.0"),
            Optional.of("de"),
            Optional.of("id1"));
    private static final Element SUCCESS = Element.of(new Name(Namespaces.SASL, "success"), "dj0=");
    private static final Element ENABLED = Element.builder("urn:xmpp:sm:3", "enabled")
            .attribute("id", "s1")
            .attribute("resume", "true")
            .build();
    private static final Element MESSAGE = Element.builder(Namespaces.CLIENT, "message")
            .attribute("from", "romeo@example.org/home")
            .attribute("id", "m")
            .child("body", "hi")
            .build();

    private static final Element FEATURES = Element.of(ClientFeatures.NAME);
    private static final ServerAddress USUAL = new ServerAddress("xmpp.example.org", 5222);
    private static final ServerAddress OTHER = new ServerAddress("b.example.org", 9222);
    private static final Servers SERVERS = new Servers(USUAL, Set.of(OTHER));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final GatewayStreams streams =
            new GatewayStreams(List.of("example.org", "b\u00fccher.example"), SERVERS, upstream, Duration.ofMinutes(1));
    private final StreamInput client = streams.accept(transport);

    @AfterEach
    void close() {
        streams.close();
    }

    private static StreamHeader header(Optional<String> to) {
        return new StreamHeader(
                new Name(Namespaces.STREAMS, "stream"),
                Namespaces.CLIENT,
                to,
                Optional.empty(),
                Optional.of("1.0"),
                Optional.empty());
    }

    /** Opens the client's stream and the server's. */
    private UpstreamInput open() {
        client.header(HEADER);
        UpstreamInput server = upstream.input();
        server.ready();
        assertThat(upstream.next(StreamHeader.class)).isEqualTo(HEADER);
        server.serverHeader(ANSWER);
        assertThat(transport.header())
                .isEqualTo(new ServerHeader(Optional.of("example.org"), Optional.empty(), "id1", "de"));
        return server;
    }

    private UpstreamInput openManaged() {
        UpstreamInput server = open();
        server.child(ENABLED);
        assertThat(transport.element()).isEqualTo(ENABLED);
        return server;
    }

    @Test
    void theClientWaitsForTheServer() throws Exception {
        client.header(HEADER);
        assertThat(transport.paused.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(transport.resumed.getCount()).isEqualTo(1);

        upstream.input().ready();

        assertThat(transport.resumed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stanzasPassAsTheyAreBothWays() {
        UpstreamInput server = open();

        client.element(MESSAGE);
        server.child(MESSAGE);

        assertThat(upstream.next(Element.class)).isEqualTo(MESSAGE);
        assertThat(transport.element()).isEqualTo(MESSAGE);
    }

    /** RFC 6120 §6.4.6: after success the initiating entity sends a new stream header. */
    @Test
    void successIsFollowedByANewStream() {
        UpstreamInput server = open();

        server.child(SUCCESS);

        assertThat(transport.element()).isEqualTo(SUCCESS);
        assertThat(transport.restartExpected).isTrue();
        assertThat(transport.authenticated).isTrue();
        client.header(HEADER);
        assertThat(upstream.next(StreamHeader.class)).isEqualTo(HEADER);
    }

    /** XEP-0388 §2.6.1: there is no restart; stream management may be inline. */
    @Test
    void successOfTheExtensibleProfileIsNot() {
        UpstreamInput server = open();
        Element success = Element.builder("urn:xmpp:sasl:2", "success")
                .add(Element.builder("urn:xmpp:bind:0", "bound").add(ENABLED).build())
                .build();

        server.child(success);

        assertThat(transport.element()).isEqualTo(success);
        assertThat(transport.restartExpected).isFalse();
        assertThat(transport.authenticated).isTrue();
        client.lost();
        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.LEAVE);
    }

    /** XEP-0124 §17.2: a stream error from the server is passed on. */
    @Test
    void aStreamErrorIsPassedOnAsItCame() {
        UpstreamInput server = open();
        server.child(FEATURES); // from here on it concerns the client
        transport.element();
        Element error = Element.builder(StreamError.NAME)
                .add(Element.of(new Name(Namespaces.STREAM_ERRORS, "see-other-host"), "[2001:db8::1]:5222"))
                .add(Element.of(new Name(Namespaces.STREAM_ERRORS, "text"), "over there"))
                .add(Element.of(new Name("urn:example", "moved")))
                .build();

        server.child(error);

        StreamError told = transport.error().orElseThrow();
        assertThat(told.condition()).isEqualTo(StreamCondition.SEE_OTHER_HOST);
        assertThat(told.text()).contains("over there");
        assertThat(told.toElement()).isEqualTo(error);
        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
        assertThat(streams.count()).isZero();
    }

    private static Element seeOther(String place) {
        return Element.builder(StreamError.NAME)
                .add(Element.of(new Name(Namespaces.STREAM_ERRORS, "see-other-host"), place))
                .build();
    }

    /** RFC 6120 §4.9.3.19: with the same 'to'; the client cannot go there itself, and notices nothing. */
    @Test
    void aServerThatSendsItsClientsToAnotherHostIsFollowed() throws Exception {
        UpstreamInput first = open();
        assertThat(upstream.server()).isEqualTo(USUAL);
        upstream.expectAnother();

        first.child(seeOther("other.example.org:9222"));
        first.serverEnd(); // concerns nobody any more

        UpstreamInput second = upstream.input();
        assertThat(upstream.server()).isEqualTo(new ServerAddress("other.example.org", 9222));
        assertThat(upstream.domain()).contains("example.org");
        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
        second.ready();
        assertThat(upstream.next(StreamHeader.class)).isEqualTo(HEADER);
        second.serverHeader(ANSWER);
        second.child(FEATURES);
        assertThat(transport.element()).isEqualTo(FEATURES); // the header came with the first server
        await().atMost(PATIENCE).until(() -> !transport.isPaused());
        client.element(MESSAGE);
        assertThat(upstream.next(Element.class)).isEqualTo(MESSAGE);
    }

    /** RFC 6120 §4.9.3.19: after two to five successive redirects it is given up. */
    @Test
    void serversThatSendEachOtherTheirClientsAreGivenUp() {
        UpstreamInput server = open();
        for (int i = 0; i < 3; i++) {
            upstream.expectAnother();
            server.child(seeOther("other" + i + ".example.org"));
            assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
            server = upstream.input();
            server.ready();
            upstream.next(StreamHeader.class);
        }

        server.child(seeOther("other.example.org"));

        transport.isClosedWith(StreamCondition.SEE_OTHER_HOST);
    }

    @Test
    void aClientThatEndsItsStreamIsNotTakenToAnotherHost() {
        UpstreamInput server = open();
        client.end();
        upstream.next(ScriptedUpstream.Close.class);

        server.child(seeOther("other.example.org"));

        transport.isClosedWith(StreamCondition.SEE_OTHER_HOST);
        assertThat(upstream.server()).isEqualTo(USUAL);
        assertThat(upstream.wasConnectedMore()).isFalse();
    }

    @Test
    void whereTheClientSaidSomethingOrTheHostIsNoneItIsNotFollowed() {
        UpstreamInput server = open();
        await().atMost(PATIENCE).until(() -> !transport.isPaused());
        client.element(MESSAGE);
        upstream.next(Element.class);

        server.child(seeOther("other.example.org"));

        transport.isClosedWith(StreamCondition.SEE_OTHER_HOST);
        ScriptedTransport another = new ScriptedTransport();
        upstream.expectAnother();
        streams.accept(another).header(HEADER);
        server = upstream.input();
        server.ready();
        server.child(seeOther("https://other.example.org"));
        another.isClosedWith(StreamCondition.SEE_OTHER_HOST);
    }

    /** XEP-0124 §7.1. */
    @Test
    void aClientMayNameAServerThatIsPermitted() {
        streams.accept(new ScriptedTransport().routed("xmpp:b.example.org:9222"))
                .header(HEADER);

        assertThat(upstream.server()).isEqualTo(OTHER);
    }

    /** XEP-0124 §17.2: host-unknown, for the host or the port in 'route' too. */
    @ParameterizedTest
    @ValueSource(
            strings = {"xmpp:10.0.0.1:22", "xmpp:b.example.org:22", "b.example.org:9222", "http:b.example.org:9222"})
    void noOtherIsConnectedTo(String route) {
        ScriptedTransport curious = new ScriptedTransport().routed(route);

        streams.accept(curious).header(HEADER);

        curious.isClosedWith(StreamCondition.HOST_UNKNOWN);
        assertThat(upstream.domain()).isEmpty();
    }

    /** RFC 6120 §4.9.1.1: an error stands in a stream, so that one is opened. */
    @Test
    void aServerThatCannotBeReachedIsToldOf() {
        client.header(HEADER);

        upstream.input().failed(StreamCondition.REMOTE_CONNECTION_FAILED.error("no answer"));

        assertThat(transport.header().from()).contains("example.org");
        transport.isClosedWith(StreamCondition.REMOTE_CONNECTION_FAILED);
        assertThat(streams.count()).isZero();
    }

    /** RFC 6120 §4.9.3.6: host-unknown. */
    @ParameterizedTest
    @ValueSource(strings = {"example.net", "juliet@example.org", "not a domain"})
    void onlyTheDomainsServedAreConnectedTo(String to) {
        client.header(header(Optional.of(to)));

        transport.isClosedWith(StreamCondition.HOST_UNKNOWN);
        assertThat(upstream.domain()).isEmpty();
    }

    /** RFC 6120 §4.9.3.7: improper-addressing. */
    @Test
    void aClientSaysWhichDomainItWants() {
        client.header(header(Optional.empty()));

        transport.isClosedWith(StreamCondition.IMPROPER_ADDRESSING);
    }

    /** RFC 5890: certificates know A-labels. */
    @Test
    void aDomainOutsideAsciiIsConnectedToByItsALabels() {
        client.header(header(Optional.of("B\u00fccher.example")));

        upstream.input();
        assertThat(upstream.domain()).contains("xn--bcher-kva.example");
    }

    @Test
    void theClientsEndIsTheServersEnd() {
        UpstreamInput server = open();

        client.end();

        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
        server.child(MESSAGE); // what the server still had to say
        server.serverEnd();
        assertThat(transport.element()).isEqualTo(MESSAGE);
        transport.isClosedInPeace();
    }

    @Test
    void theServersEndIsTheClientsEnd() {
        open().serverEnd();

        transport.isClosedInPeace();
    }

    @Test
    void theClientsFaultEndsBothStreams() {
        openManaged();

        client.fault(StreamCondition.NOT_WELL_FORMED.error());

        transport.isClosedWith(StreamCondition.NOT_WELL_FORMED);
        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
    }

    /** XEP-0198 §5: a stream that did not end can be resumed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoFallsSilentOrIsGoneMayComeBack(boolean silent) {
        openManaged();

        if (silent) {
            client.fault(StreamCondition.CONNECTION_TIMEOUT.error());
        } else {
            client.lost(List.of(MESSAGE));
        }

        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.LEAVE);
    }

    /** XEP-0206 §7: messages and requests are answered with errors, presence is dropped. */
    @Test
    void whatAClientThatIsGoneDidNotGetIsReturned() {
        open();

        client.lost(List.of(
                MESSAGE,
                stanza("presence", Optional.empty()),
                stanza("iq", Optional.of("get")),
                stanza("iq", Optional.of("result")),
                stanza("message", Optional.of("error"))));

        Element returned = upstream.next(Element.class);
        assertThat(returned.attribute("to")).contains("romeo@example.org/home");
        assertThat(returned.attribute("type")).contains("error");
        assertThat(returned.attribute("id")).contains("m");
        assertThat(returned.child("body").orElseThrow().text()).isEqualTo("hi");
        assertThat(condition(returned)).isEqualTo("recipient-unavailable");
        assertThat(condition(upstream.next(Element.class))).isEqualTo("service-unavailable");
        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
    }

    private static Element stanza(String local, Optional<String> type) {
        ElementBuilder stanza = Element.builder(Namespaces.CLIENT, local)
                .attribute("from", "romeo@example.org/home")
                .attribute("type", type);
        return stanza.build();
    }

    private static String condition(Element stanza) {
        return stanza.child("error").orElseThrow().firstChild().orElseThrow().local();
    }

    /** RFC 6120 §6.5.4: encryption-required. */
    @ParameterizedTest
    @CsvSource({
        "auth, urn:ietf:params:xml:ns:xmpp-sasl, PLAIN",
        "auth, urn:ietf:params:xml:ns:xmpp-sasl, X-OAUTH2",
        "authenticate, urn:xmpp:sasl:2, SCRAM-SHA-256"
    })
    void aPasswordInTheClearDoesNotReachTheServer(String local, String namespace, String mechanism) {
        open();

        client.element(Element.builder(namespace, local)
                .attribute("mechanism", mechanism)
                .text("AGp1bGlldABzZWNyZXQ=")
                .build());

        Element failure = transport.element();
        assertThat(failure.name()).isEqualTo(new Name(namespace, "failure"));
        assertThat(failure.firstChild().orElseThrow().name())
                .isEqualTo(new Name(Namespaces.SASL, "encryption-required"));
        assertThat(upstream.wasSentMore()).isFalse();
    }

    @Test
    void overAnEncryptedWayItDoes() {
        transport.encrypted();
        open();
        Element auth = Element.builder(Namespaces.SASL, "auth")
                .attribute("mechanism", "PLAIN")
                .text("AGp1bGlldABzZWNyZXQ=")
                .build();

        client.element(auth);

        assertThat(upstream.next(Element.class)).isEqualTo(auth);
    }

    @Test
    void aServerThatIsSlowSlowsTheClient() throws Exception {
        UpstreamInput server = open();
        assertThat(transport.resumed.await(10, TimeUnit.SECONDS)).isTrue();
        upstream.congested = true;

        client.element(MESSAGE);

        assertThat(upstream.next(Element.class)).isEqualTo(MESSAGE);
        assertThat(transport.isPaused()).isTrue();
        server.drained(); // but it is congested again
        server.child(MESSAGE);
        transport.element();
        assertThat(transport.isPaused()).isTrue();
        upstream.congested = false;
        server.drained();
        server.child(MESSAGE);
        transport.element();
        assertThat(transport.isPaused()).isFalse();
    }

    @Test
    void aClientThatIsSlowSlowsTheServerAndGetsAllInOrder() {
        UpstreamInput server = open();
        transport.congested = true;
        server.child(message("1"));
        await().atMost(PATIENCE).until(upstream::isPaused);
        server.child(message("2")); // was on its way
        server.child(message("3"));
        assertThat(transport.element()).isEqualTo(message("1"));

        client.relieved(); // but it is congested again
        awaitHandled();
        assertThat(transport.hasMore()).isFalse();
        assertThat(upstream.isPaused()).isTrue();
        transport.congested = false;
        client.relieved();

        assertThat(transport.element()).isEqualTo(message("2"));
        assertThat(transport.element()).isEqualTo(message("3"));
        await().atMost(PATIENCE).until(() -> !upstream.isPaused());
    }

    @Test
    void whatComesFasterThanItIsPassedOnIsBoundedInBytes() {
        CountDownLatch passing = new CountDownLatch(1);
        upstream.slowed(passing); // by whatever keeps the thread that passes on
        client.header(HEADER);
        UpstreamInput server = upstream.input();
        server.ready();
        Element large = MESSAGE.with(Element.builder(Namespaces.CLIENT, "body")
                .text("x".repeat(Unread.LIMIT / 4))
                .build());

        for (int i = 0; i < 3; i++) {
            server.child(large);
            assertThat(upstream.isPaused()).isFalse();
        }
        server.child(large);
        assertThat(upstream.isPaused()).isTrue();
        passing.countDown();

        for (int i = 0; i < 4; i++) {
            assertThat(transport.element()).isEqualTo(large);
        }
        await().atMost(PATIENCE).until(() -> !upstream.isPaused());
    }

    @Test
    void aServerIsReadToItsEndWhenNobodyWantsWhatItSays() {
        UpstreamInput server = open();
        client.lost();
        upstream.next(ScriptedUpstream.Close.class);

        server.child(MESSAGE.with(Element.builder(Namespaces.CLIENT, "body")
                .text("x".repeat(2 * Unread.LIMIT))
                .build()));

        await().atMost(PATIENCE).until(() -> !upstream.isPaused());
    }

    /** XEP-0206 §7. */
    @Test
    void whatAClientThatIsGoneWasTooSlowForIsReturned() {
        UpstreamInput server = open();
        transport.congested = true;
        server.child(message("1"));
        server.child(message("2"));
        awaitHandled();

        client.lost(List.of(message("1")));

        assertThat(upstream.next(Element.class).attribute("id")).contains("1");
        assertThat(upstream.next(Element.class).attribute("id")).contains("2");
        assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAClientIsTooSlowForComesBeforeTheEnd(boolean ofTheServer) {
        UpstreamInput server = open();
        transport.congested = true;
        server.child(message("1"));
        server.child(message("2"));
        awaitHandled();

        if (ofTheServer) {
            server.serverEnd();
        } else {
            client.end();
            assertThat(upstream.next(ScriptedUpstream.Close.class)).isEqualTo(ScriptedUpstream.Close.END);
            assertThat(upstream.isPaused()).isFalse(); // the server's end is to be read
            server.serverEnd();
        }

        transport.isClosedInPeace();
        assertThat(transport.element()).isEqualTo(message("1"));
        assertThat(transport.element()).isEqualTo(message("2"));
    }

    private static Element message(String id) {
        return MESSAGE.withAttribute("id", id);
    }

    /** Returns once all was handled that was reported before: the mailbox keeps the order. */
    private void awaitHandled() {
        upstream.congested = true;
        client.element(MESSAGE); // pauses the client
        upstream.next(Element.class);
        upstream.congested = false;
        upstream.input().drained(); // and this resumes it, by the mailbox
        await().atMost(PATIENCE).until(() -> !transport.isPaused());
    }

    /** RFC 6120 §4.9.3.4: connection-timeout. */
    @Test
    void whoDoesNotLogInIsDisconnected() {
        ScriptedTransport slow = new ScriptedTransport();
        try (GatewayStreams impatient =
                new GatewayStreams(List.of("example.org"), SERVERS, upstream, Duration.ofMillis(1))) {
            impatient.accept(slow).header(HEADER);

            slow.isClosedWith(StreamCondition.CONNECTION_TIMEOUT);
        }
    }
}
