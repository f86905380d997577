package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0124 §7 and XEP-0206 §3, §4: how a session begins. */
class SessionCreationTest {
    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    private Reply create(String attributes) {
        return await(stand.post(BoshClient.creation(attributes)));
    }

    @Test
    void theAnswerCarriesTheTermsAndTheFeatures() {
        Reply reply = create("wait='60' hold='1' ver='1.11' ack='1'");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("text/xml; charset=utf-8");
        assertThat(reply.attribute("sid")).hasSize(22);
        assertThat(reply.attribute("wait")).isEqualTo("60");
        assertThat(reply.attribute("hold")).isEqualTo("1");
        assertThat(reply.attribute("requests")).isEqualTo("2");
        assertThat(reply.attribute("inactivity")).isEqualTo("60");
        assertThat(reply.attribute("polling")).isEqualTo("2");
        assertThat(reply.attribute("ver")).isEqualTo("1.11");
        assertThat(reply.attribute("ack")).isEqualTo("1000");
        assertThat(reply.attribute("from")).isEqualTo("example.com");
        assertThat(reply.attribute("authid")).isEqualTo("stream-id");
        assertThat(reply.attribute("secure")).isEmpty();
        assertThat(reply.attribute("maxpause")).isEqualTo("120");
        assertThat(reply.attribute("accept")).isEqualTo("gzip,deflate");
        assertThat(reply.attribute("charsets")).isEqualTo("UTF-8 US-ASCII");
        assertThat(reply.attribute("stream")).hasSize(22).isNotEqualTo(reply.attribute("sid"));
        assertThat(reply.xmpp("version")).isEqualTo("1.0");
        assertThat(reply.xmpp("restartlogic")).isEqualTo("true");
        assertThat(reply.payload()).containsExactly(ScriptedStream.FEATURES);
        assertThat(reply.text()).contains("<stream:features").contains("xmlns:stream='" + Namespaces.STREAMS + "'");
    }

    @Test
    void theStreamGetsTheHeaderThatTheRequestStandsFor() {
        create("from='romeo@example.com' wait='60' hold='1'");

        assertThat(stand.nextStream().nextHeader())
                .isEqualTo(new StreamHeader(
                        new Name(Namespaces.STREAMS, "stream"),
                        Namespaces.CLIENT,
                        Optional.of("example.com"),
                        Optional.of("romeo@example.com"),
                        Optional.of("1.0"),
                        Optional.of("en")));
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "60, 60", "61, 60", "99999999999999, 60"})
    void waitIsCappedAndNeverRaised(String asked, String granted) {
        assertThat(create("hold='1' wait='" + asked + "'").attribute("wait")).isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "2, 2, 3", "3, 2, 3"})
    void holdIsCappedAndRequestsAreOneMore(String asked, String hold, String requests) {
        Reply reply = create("wait='60' hold='" + asked + "'");

        assertThat(reply.attribute("hold")).isEqualTo(hold);
        assertThat(reply.attribute("requests")).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource({"1.6, 1.6", "1.11, 1.11", "1.12, 1.11", "2.0, 1.11", "1.9, 1.9"})
    void theLowerVersionIsInForceAndItsPartsAreIntegers(String asked, String inForce) {
        assertThat(create("wait='1' hold='1' ver='" + asked + "'").attribute("ver"))
                .isEqualTo(inForce);
    }

    @Test
    void pollingSessionsMayBeInactiveForLongerByMoreThanThePollingInterval() {
        Reply reply = create("wait='0' hold='0'");

        int inactivity = Integer.parseInt(reply.attribute("inactivity"));
        assertThat(inactivity - 60).isGreaterThan(Integer.parseInt(reply.attribute("polling")));
        assertThat(reply.attribute("requests")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait='soon' hold='1'", "wait='-1' hold='1'", "wait='1' hold='x'", "ver='one'"})
    void malformedTermsAreABadRequest(String terms) {
        String ver = terms.contains("ver") ? "" : " ver='1.11'";

        assertThat(create(terms + ver).condition()).isEqualTo("bad-request");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void withoutADomainTheAddressingIsImproper() {
        Reply reply = await(stand.post(
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' wait='60' hold='1' ver='1.11'/>"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.condition()).isEqualTo("improper-addressing");
    }

    @Test
    void aDomainThatTheStreamDoesNotServeIsUnknown() {
        stand.silent();
        CompletableFuture<Reply> reply = stand.post(BoshClient.creation("wait='60' hold='1' ver='1.11'"));
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stream.transport().open(new ServerHeader(Optional.empty(), Optional.empty(), "id", "en"));
        stream.transport().close(Optional.of(StreamCondition.HOST_UNKNOWN.error()));

        assertThat(await(reply).condition()).isEqualTo("host-unknown");
        assertThat(await(reply).attribute("sid")).isEmpty();
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void theAnswerWaitsForFeaturesOnlyAMomentAndTheyFollow() {
        stand.silent();
        CompletableFuture<Reply> creation = stand.post(BoshClient.creation("wait='60' hold='1' ver='1.11'"));
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stand.timers().advance(Duration.ofSeconds(1));
        assertThat(creation).isNotDone();
        stand.timers().advance(Duration.ofSeconds(1));
        Reply first = await(creation);
        assertThat(first.payload()).isEmpty();
        assertThat(first.attribute("authid")).isEmpty();

        stream.transport().open(new ServerHeader(Optional.of("example.com"), Optional.empty(), "late", "en"));
        stream.transport().send(ScriptedStream.FEATURES);
        Reply second = await(stand.post(
                "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + first.attribute("sid") + "'/>"));

        assertThat(second.attribute("authid")).isEqualTo("late");
        assertThat(second.attribute("from")).isEqualTo("example.com");
        assertThat(second.xmpp("version")).isEqualTo("1.0");
        assertThat(second.payload()).containsExactly(ScriptedStream.FEATURES);
    }

    @Test
    void sessionIdsDiffer() {
        Set<String> sids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            sids.add(create("wait='60' hold='1'").attribute("sid"));
        }

        assertThat(sids).hasSize(100).allMatch(sid -> sid.matches("[A-Za-z0-9_-]{22}"));
    }

    @Test
    void aRouteIsIgnoredAndNobodyIsConnectedTo() throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Reply reply = create("wait='60' hold='1' route='xmpp:127.0.0.1:" + inside.getLocalPort() + "'");

            assertThat(reply.attribute("from")).isEqualTo("example.com");
            assertThat(stand.nextStream().nextHeader().to()).contains("example.com");
            inside.setSoTimeout(1);
            assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** §7.1: whether it is followed is a matter of what is behind. */
    @Test
    void theRouteIsToldToTheStream() {
        create("wait='60' hold='1' route='xmpp:b.example.com:9999'");

        assertThat(stand.nextStream().transport().route()).contains("xmpp:b.example.com:9999");
    }

    @Test
    void aSessionIdOfTheClientsChoiceMakesNoSession() {
        assertThat(create("sid='chosen' ver='1.11'").condition()).isEqualTo("item-not-found");
        assertThat(stand.gateway().sessions()).isZero();
    }

    @Test
    void aLegacyClientLearnsOfMalformedTermsByTheStatus() {
        Reply reply = create("wait='soon'");

        assertThat(reply.status()).isEqualTo(400); // §17.1
        assertThat(reply.condition()).isEqualTo("bad-request");
    }

    @Test
    void aStreamThatCannotBeginIsAConnectionThatFailed() throws IOException {
        try (GatewayStand broken = GatewayStand.before(
                _ -> {
                    throw new IllegalStateException("no server behind this gateway");
                },
                Set.of())) {
            Reply reply = await(broken.post(BoshClient.creation("wait='60' hold='1' ver='1.11'")));

            assertThat(reply.condition()).isEqualTo("remote-connection-failed");
            assertThat(broken.gateway().sessions()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamCondition.class,
            names = {"HOST_GONE", "HOST_UNKNOWN", "IMPROPER_ADDRESSING", "REMOTE_CONNECTION_FAILED", "SYSTEM_SHUTDOWN"})
    void whatTheBindingHasAConditionForIsToldByItWhileTheSessionIsMade(StreamCondition condition) {
        stand.silent();
        CompletableFuture<Reply> reply = stand.post(BoshClient.creation("wait='60' hold='1' ver='1.11'"));
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stream.transport().close(Optional.of(condition.error()));

        assertThat(await(reply).condition()).isEqualTo(condition.local());
        assertThat(await(reply).payload()).isEmpty();
    }

    @Test
    void anyOtherStreamErrorIsInsideARemoteStreamError() {
        stand.silent();
        CompletableFuture<Reply> reply = stand.post(BoshClient.creation("wait='60' hold='1' ver='1.11'"));
        ScriptedStream stream = stand.nextStream();
        stream.nextHeader();
        stream.transport().close(Optional.of(StreamCondition.SEE_OTHER_HOST.error()));

        assertThat(await(reply).condition()).isEqualTo("remote-stream-error");
        assertThat(await(reply).payload())
                .containsExactly(StreamCondition.SEE_OTHER_HOST.error().toElement());
    }

    @Test
    void whereEncryptionIsAskedForOthersAreSentToItsUri() throws IOException {
        BoshOptions d = BoshOptions.defaults();
        URI secure = URI.create("https://chat.example.com/http-bind");
        try (GatewayStand strict = GatewayStand.withBosh(new BoshOptions(
                d.maxWait(),
                d.maxHold(),
                d.inactivity(),
                d.polling(),
                d.maxPause(),
                d.maxStreams(),
                d.maxSessions(),
                d.bodySizeBeforeLogin(),
                d.bodySize(),
                d.outputSize(),
                Optional.of(secure),
                d.seeOther()))) {
            Reply reply = await(strict.post(BoshClient.creation("wait='60' hold='1' ver='1.11'")));

            assertThat(reply.condition()).isEqualTo("see-other-uri");
            assertThat(reply.payload())
                    .containsExactly(Element.of(new Name(BoshBody.HTTPBIND, "uri"), secure.toString()));
            assertThat(reply.text()).contains("<uri>https://");
            assertThat(strict.gateway().sessions()).isZero();
        }
    }

    @Test
    void moreSessionsThanPermittedAreRefusedWithTheStreamsOwnError() throws IOException {
        BoshOptions defaults = BoshOptions.defaults();
        try (GatewayStand small = GatewayStand.withBosh(new BoshOptions(
                defaults.maxWait(),
                defaults.maxHold(),
                defaults.inactivity(),
                defaults.polling(),
                defaults.maxPause(),
                defaults.maxStreams(),
                1,
                defaults.bodySizeBeforeLogin(),
                defaults.bodySize(),
                defaults.outputSize(),
                defaults.secureUri(),
                defaults.seeOther()))) {
            small.client();

            Reply reply = await(small.post(BoshClient.creation("wait='60' hold='1' ver='1.11'")));

            assertThat(reply.condition()).isEqualTo("remote-stream-error");
            assertThat(reply.payload())
                    .containsExactly(StreamCondition.RESOURCE_CONSTRAINT.error().toElement());
        }
    }
}
