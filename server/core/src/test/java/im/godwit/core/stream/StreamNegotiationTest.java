package im.godwit.core.stream;

import static im.godwit.core.stream.StreamFixture.header;
import static im.godwit.core.stream.StreamFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 §4 to §7: from the header to the bound resource, in the one order that is allowed. */
class StreamNegotiationTest {
    private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String BIND =
            "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>%s</bind></iq>";

    /** Holds its client's stream until told to go on, to fill the mailbox. */
    static final class SlowPlugin implements Plugin {
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public void start(Host host) {
            host.onGet(
                    new Name("urn:example:slow", "wait"),
                    request -> {
                        try {
                            release.await(5, TimeUnit.SECONDS);
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        return Result.empty();
                    },
                    Host.At.SELF);
        }
    }

    @TempDir
    Path folder;

    private final SlowPlugin slow = new SlowPlugin();
    private StreamFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StreamFixture(folder, StreamOptions.DEFAULTS, slow);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String plain(String name, String password) {
        return auth("PLAIN", "\0" + name + "\0" + password);
    }

    private static String auth(String mechanism, String message) {
        return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='" + mechanism + "'>"
                + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)) + "</auth>";
    }

    /** A stream that has authenticated and got its new features. */
    private StreamInput authenticated(ScriptedTransport transport) {
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();
        input.element(xml(plain("juliet", "wherefore")));
        assertThat(transport.element().local()).isEqualTo("success");
        input.header(header("example.org"));
        transport.header();
        transport.element();
        return input;
    }

    private StreamInput bound(ScriptedTransport transport, String resource) {
        StreamInput input = authenticated(transport);
        input.element(xml(BIND.formatted("<resource>" + resource + "</resource>")));
        assertThat(transport.element().attribute("type")).contains("result");
        return input;
    }

    @Test
    void firstFeatureIsRequiredTlsAndNothingElse() {
        ScriptedTransport transport = new ScriptedTransport();

        fixture.accept(transport).header(header("example.org"));

        assertThat(transport.header().from()).contains("example.org");
        assertThat(transport.element())
                .isEqualTo(xml("<features xmlns='http://etherx.jabber.org/streams'>"
                        + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></features>"));
    }

    @Test
    void streamIdsAreNewWithEachHeader() {
        ScriptedTransport transport = new ScriptedTransport();
        StreamInput input = fixture.accept(transport);

        input.header(header("example.org"));
        String first = transport.header().id();
        transport.element();
        input.element(xml(STARTTLS));
        assertThat(transport.element().local()).isEqualTo("proceed");
        input.header(header("example.org"));

        assertThat(transport.header().id()).isNotEqualTo(first).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void mechanismsAreOfferedUnderTlsStrongestFirst() {
        ScriptedTransport transport = new ScriptedTransport().encrypted().withBinding("tls-exporter", new byte[32]);

        fixture.accept(transport).header(header("example.org"));

        transport.header();
        Element features = transport.element();
        assertThat(features.child(new Name(Namespaces.SASL, "mechanisms"))
                        .orElseThrow()
                        .elements())
                .extracting(Element::text)
                .containsExactly(
                        "SCRAM-SHA-512-PLUS",
                        "SCRAM-SHA-256-PLUS",
                        "SCRAM-SHA-1-PLUS",
                        "SCRAM-SHA-512",
                        "SCRAM-SHA-256",
                        "SCRAM-SHA-1",
                        "PLAIN");
        assertThat(features.child(new Name("urn:xmpp:sasl-cb:0", "sasl-channel-binding")))
                .isPresent();
    }

    @Test
    void plainIsNeverOfferedNorTakenWithoutTls() {
        ScriptedTransport transport = new ScriptedTransport().withoutTls();
        StreamInput input = fixture.accept(transport);

        input.header(header("example.org"));
        transport.header();
        assertThat(transport.element().toString()).doesNotContain("PLAIN");
        input.element(xml(plain("juliet", "wherefore")));

        assertThat(transport.element().firstChild().orElseThrow().local()).isEqualTo("invalid-mechanism");
    }

    @Test
    void saslBeforeRequiredTlsIsRefusedAndTheStreamLivesOn() {
        ScriptedTransport transport = new ScriptedTransport();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();

        input.element(xml(plain("juliet", "wherefore")));

        assertThat(transport.element().firstChild().orElseThrow().local()).isEqualTo("encryption-required");
        input.element(xml(STARTTLS));
        assertThat(transport.element().local()).isEqualTo("proceed");
    }

    @ParameterizedTest
    @CsvSource({
        "http://etherx.jabber.org/streams, stream, jabber:client, 0.9, unsupported-version",
        "http://etherx.jabber.org/streams, stream, jabber:client, , unsupported-version",
        "http://etherx.jabber.org/streams, stream, jabber:server, 1.0, invalid-namespace",
        "http://etherx.jabber.org/streams, stream, '', 1.0, invalid-namespace",
        "urn:example:streams, stream, jabber:client, 1.0, invalid-namespace",
        "http://etherx.jabber.org/streams, river, jabber:client, 1.0, bad-format"
    })
    void badHeadersGetTheirErrorAfterOurHeader(
            String namespace, String local, String content, String version, String condition) {
        ScriptedTransport transport = new ScriptedTransport();

        fixture.accept(transport)
                .header(new StreamHeader(
                        new Name(namespace, local),
                        content,
                        Optional.of("example.org"),
                        Optional.empty(),
                        Optional.ofNullable(version),
                        Optional.empty()));

        transport.header();
        transport.isClosedWith(
                StreamCondition.valueOf(condition.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "juliet@example.org", "example.org/home", "a b"})
    void unknownDomainsAreHostUnknown(String to) {
        ScriptedTransport transport = new ScriptedTransport();

        fixture.accept(transport).header(header(to));

        transport.header();
        transport.isClosedWith(StreamCondition.HOST_UNKNOWN);
    }

    @Test
    void domainOfAHeaderIsPreparedBeforeItIsCompared() {
        ScriptedTransport transport = new ScriptedTransport();

        fixture.accept(transport).header(header("EXAMPLE.org."));

        assertThat(transport.header().from()).contains("example.org");
        assertThat(transport.element().local()).isEqualTo("features");
    }

    @Test
    void restartMustKeepItsDomain() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();
        input.element(xml(plain("juliet", "wherefore")));
        transport.element();

        input.header(header("elsewhere.example"));

        transport.header();
        transport.isClosedWith(StreamCondition.HOST_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='romeo@example.org'><body>hi</body></message>",
                "<presence/>",
                "<iq type='get' id='r' to='romeo@example.org'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq type='result' id='r'/>"
            })
    void stanzasBeforeAuthenticationEndTheStream(String stanza) { // RFC 6120 §7.1, of those to others
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));

        input.element(xml(stanza));

        transport.isClosedWith(StreamCondition.NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "to='example.org'"})
    void requestsOfTheServerBeforeAuthenticationAreRefused(String to) { // RFC 6120 §7.1, §8.3.3.11
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();

        input.element(xml("<iq type='get' id='v' %s><query xmlns='jabber:iq:version'/></iq>".formatted(to)));

        Element answer = transport.element();
        assertThat(answer.attribute("id")).contains("v");
        assertThat(answer.child("error")
                        .flatMap(Element::firstChild)
                        .map(Element::local)
                        .orElseThrow())
                .isEqualTo("not-authorized");
        input.element(xml(plain("juliet", "wherefore")));
        assertThat(transport.element().local()).isEqualTo("success");
    }

    @Test
    void stanzasBeforeBindingEndTheStream() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = authenticated(transport);

        input.element(xml("<presence/>"));

        transport.isClosedWith(StreamCondition.NOT_AUTHORIZED);
    }

    @Test
    void unknownFirstLevelElementsEndTheStream() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = bound(transport, "balcony");

        input.element(xml("<pubsub xmlns='urn:example:what'/>"));

        transport.isClosedWith(StreamCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    void compressionIsNotANegotiationStep() {
        ScriptedTransport transport = new ScriptedTransport();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));

        input.element(xml("<compress xmlns='http://jabber.org/protocol/compress'><method>zlib</method></compress>"));

        transport.isClosedWith(StreamCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    void wantedResourceIsBound() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = authenticated(transport);

        input.element(xml(BIND.formatted("<resource>balcony</resource>")));

        Element result = transport.element();
        assertThat(result.attribute("id")).contains("b");
        assertThat(result.firstChild().orElseThrow().child("jid").orElseThrow().text())
                .isEqualTo("juliet@example.org/balcony");
        assertThat(transport.authenticated).isTrue();
        assertThat(transport.restartExpected).isTrue();
    }

    @Test
    void serverMakesAResourceThatNobodyGuesses() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = authenticated(transport);

        input.element(xml(BIND.formatted("")));

        String jid = transport
                .element()
                .firstChild()
                .orElseThrow()
                .child("jid")
                .orElseThrow()
                .text();
        assertThat(Jid.parse(jid).resource()).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void malformedResourceIsABadRequestAndAnotherMayFollow() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = authenticated(transport);

        input.element(xml(BIND.formatted("<resource>" + "x".repeat(1024) + "</resource>")));
        Element refused = transport.element();
        input.element(xml(BIND.formatted("")));

        assertThat(refused.attribute("type")).contains("error");
        assertThat(refused.toString()).contains("bad-request");
        assertThat(transport.element().attribute("type")).contains("result");
    }

    @Test
    void newerSessionTakesTheResourceAndTheOlderOneEndsWithConflict() {
        ScriptedTransport older = new ScriptedTransport().encrypted();
        bound(older, "balcony");

        ScriptedTransport newer = new ScriptedTransport().encrypted();
        bound(newer, "balcony");

        older.isClosedWith(StreamCondition.CONFLICT);
        assertThat(fixture.server().sessionCount()).isEqualTo(1);
    }

    @Test
    void sessionsOfAnAccountAreBounded() {
        bound(new ScriptedTransport().encrypted(), "one");
        bound(new ScriptedTransport().encrypted(), "two");
        ScriptedTransport third = new ScriptedTransport().encrypted();
        StreamInput input = authenticated(third);

        input.element(xml(BIND.formatted("<resource>three</resource>")));

        assertThat(third.element().toString()).contains("resource-constraint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<enable xmlns='urn:xmpp:sm:3'/>", "<resume xmlns='urn:xmpp:sm:3' previd='some-id' h='0'/>"})
    void streamManagementBeforeLoginIsUnexpected(String element) {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();

        input.element(xml(element));

        assertThat(transport.element())
                .isEqualTo(xml("<failed xmlns='urn:xmpp:sm:3'>"
                        + "<unexpected-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"));
        input.element(xml(plain("juliet", "wherefore")));
        assertThat(transport.element().local()).isEqualTo("success");
    }

    @Test
    void legacySessionRequestIsAnsweredForOldClients() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = bound(transport, "balcony");

        input.element(xml("<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>"));

        assertThat(transport.element()).isEqualTo(xml("<iq type='result' id='s' to='juliet@example.org/balcony'/>"));
    }

    @Test
    void falseFromEndsTheStream() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = bound(transport, "balcony");

        input.element(xml("<message from='romeo@example.org' to='juliet@example.org'><body>x</body></message>"));

        transport.isClosedWith(StreamCondition.INVALID_FROM);
    }

    @Test
    void ownBareFromIsReplacedByTheFullOne() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = bound(transport, "balcony");

        input.element(
                xml("<message from='juliet@example.org' to='juliet@example.org/balcony'><body>x</body></message>"));

        assertThat(transport.element().attribute("from")).contains("juliet@example.org/balcony");
    }

    @Test
    void failedAuthenticationsAreCountedAcrossMechanisms() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));

        for (int i = 0; i < StreamOptions.DEFAULTS.maxFailures(); i++) {
            input.element(xml(i % 2 == 0 ? plain("juliet", "wrong") : plain("nobody", "wrong")));
        }

        transport.isClosedWith(StreamCondition.POLICY_VIOLATION);
    }

    /** Old clients know only tls-unique, which TLS 1.3 has not, and try one mechanism after another. */
    @Test
    void clientsThatKnowNoChannelBindingOfOursGetToPlain() {
        ScriptedTransport transport =
                new ScriptedTransport().encrypted().withBinding("tls-exporter", new byte[] {1, 2, 3});
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element(); // its features

        for (String hash : List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1")) {
            input.element(xml(auth(hash + "-PLUS", "p=tls-unique,,n=juliet,r=abc")));
            input.element(xml(auth(hash, "y,,n=juliet,r=abc")));
        }
        for (int i = 0; i < 6; i++) {
            assertThat(transport.element().firstChild().map(Element::local)).contains("not-authorized");
        }
        input.element(xml(plain("juliet", "wherefore")));

        assertThat(transport.element().local()).isEqualTo("success");
    }

    @Test
    void whoEndlesslyAsksForAnotherChannelBindingIsCutOff() {
        ScriptedTransport transport =
                new ScriptedTransport().encrypted().withBinding("tls-exporter", new byte[] {1, 2, 3});
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));

        for (int i = 0; i < 10; i++) {
            input.element(xml(auth("SCRAM-SHA-1-PLUS", "p=tls-unique,,n=juliet,r=abc")));
        }

        transport.isClosedWith(StreamCondition.POLICY_VIOLATION);
    }

    @Test
    void loginThatTakesTooLongEnds(@TempDir Path another) {
        try (StreamFixture hurried = new StreamFixture(another, new StreamOptions(true, Duration.ofMillis(50), 5))) {
            ScriptedTransport transport = new ScriptedTransport();

            hurried.accept(transport).header(header("example.org"));

            transport.isClosedWith(StreamCondition.CONNECTION_TIMEOUT);
        }
    }

    @Test
    void endOfTheClientsStreamIsAnsweredAndUnbinds() {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = bound(transport, "balcony");

        input.end();

        transport.isClosedInPeace();
        assertThat(fixture.streams().closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(fixture.server().sessionCount()).isZero();
    }

    @Test
    void lostTransportUnbinds() {
        StreamInput input = bound(new ScriptedTransport().encrypted(), "balcony");

        input.lost();

        assertThat(fixture.streams().closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(fixture.server().sessionCount()).isZero();
    }

    @Test
    void shutdownEndsAllStreams() {
        ScriptedTransport loggedIn = new ScriptedTransport().encrypted();
        bound(loggedIn, "balcony");
        ScriptedTransport fresh = new ScriptedTransport();
        fixture.accept(fresh);

        fixture.streams().closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), Duration.ofSeconds(5));

        loggedIn.isClosedWith(StreamCondition.SYSTEM_SHUTDOWN);
        fresh.header();
        fresh.isClosedWith(StreamCondition.SYSTEM_SHUTDOWN);
    }

    @Test
    void mailboxThatFillsUpStopsReadingAndLosesNothing() throws InterruptedException {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = bound(transport, "balcony");
        input.element(xml("<iq type='get' id='w'><wait xmlns='urn:example:slow'/></iq>"));

        for (int i = 0; i < 200; i++) {
            input.element(xml("<message to='juliet@example.org/balcony' id='m" + i + "'><body>x</body></message>"));
        }

        assertThat(transport.paused.await(5, TimeUnit.SECONDS)).isTrue();
        slow.release.countDown();
        assertThat(transport.resumed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(transport.element().attribute("id")).contains("w");
        for (int i = 0; i < 200; i++) {
            assertThat(transport.element().attribute("id")).contains("m" + i);
        }
    }
}
