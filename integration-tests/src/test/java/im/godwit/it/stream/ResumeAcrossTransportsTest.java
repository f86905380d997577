package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** XEP-0198 §5 over sockets: a session belongs to no transport. */
class ResumeAcrossTransportsTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer(
            "http.trusted-proxies = [\"127.0.0.1\"]", "http.inactivity = 2 s", "anonymous.domains = [localhost]");

    private static int users;

    private String romeoJid;
    private String julietJid;
    private RawClient romeo;

    private enum Kind {
        TCP {
            @Override
            RawClient client() {
                return new RawTcp(server);
            }
        },
        BOSH {
            @Override
            RawClient client() {
                return new RawBosh(server.front());
            }
        },
        /** Through a gateway on its own. */
        BOSH_ALONE {
            @Override
            RawClient client() {
                return new RawBosh(server.frontAlone());
            }
        },
        WEBSOCKET {
            @Override
            RawClient client() {
                return new RawWebSocket(server.front());
            }
        };

        abstract RawClient client();
    }

    /** All ways from one transport to another. */
    static Stream<Arguments> moves() {
        return Stream.of(Kind.values())
                .flatMap(from ->
                        Stream.of(Kind.values()).filter(to -> to != from).map(to -> Arguments.of(from, to)));
    }

    @BeforeEach
    void users() {
        users++;
        romeoJid = server.addUser("romeo" + users);
        julietJid = server.addUser("juliet" + users);
        romeo = Kind.TCP.client().login("romeo" + users);
        romeo.begin("home");
    }

    @AfterEach
    void leave() {
        romeo.close();
    }

    private RawClient juliet(Kind kind) {
        return kind.client().login("juliet" + users);
    }

    @ParameterizedTest
    @MethodSource("moves")
    @Spec(value = "XEP-0198 §5", says = "what was not handled is sent again on the new stream, in order")
    void sessionWhoseConnectionBrokeGoesOnOverAnotherTransportAndBack(Kind from, Kind to) {
        RawClient first = juliet(from);
        String id = first.begin("phone");
        first.say(romeoJid, "I am here");
        assertThat(romeo.bodies(1)).containsExactly("I am here");
        romeo.say(julietJid, "one");
        romeo.say(julietJid, "two");
        assertThat(first.bodies(1)).containsExactly("one");
        first.close();
        romeo.say(julietJid, "three");

        RawClient second = juliet(to);
        assertThat(second.resume(id, 2)).isEqualTo("2"); // each: presence and a message
        assertThat(second.bodies(2)).containsExactly("two", "three");
        second.close();
        romeo.say(julietJid, "four");

        RawClient third = juliet(from);
        assertThat(third.resume(id, 4)).isEqualTo("2");
        assertThat(third.bodies(1)).containsExactly("four");
        third.say(romeoJid, "still the same");
        assertThat(romeo.bodies(1)).containsExactly("still the same");
        third.awaitHandled(3);
        third.close();
    }

    @ParameterizedTest
    @MethodSource("moves")
    @Spec(value = "XEP-0198 §5", says = "a stream that still stands is closed with <conflict/>")
    void streamThatStillStandsIsReplacedByOneOverAnotherTransport(Kind from, Kind to) {
        RawClient old = juliet(from);
        String id = old.begin("phone");
        RawClient next = juliet(to);

        next.resume(id, 1);

        assertThat(old.end().child(new Name("urn:ietf:params:xml:ns:xmpp-streams", "conflict")))
                .isPresent();
        romeo.say(julietJid, "only to the next");
        assertThat(next.bodies(1)).containsExactly("only to the next");
        next.close();
        old.close();
    }

    @ParameterizedTest
    @MethodSource("moves")
    @Spec(value = "XEP-0198 §9", says = "who has no account resumes by the unguessable id")
    void sessionWithoutAnAccountGoesOnOverAnotherTransport(Kind from, Kind to) {
        RawClient first = from.client().loginAnonymously();
        String id = first.begin("kiosk");
        first.say(romeoJid, "I have no name");
        String visitor = romeo.message().attribute("from").orElseThrow();
        romeo.say(visitor, "one");
        romeo.say(visitor, "two");
        assertThat(first.bodies(1)).containsExactly("one");
        first.close();
        romeo.say(visitor, "three");

        RawClient second = to.client().loginAnonymously();
        assertThat(second.resume(id, 2)).isEqualTo("2"); // each: presence and a message
        assertThat(second.bodies(2)).containsExactly("two", "three");
        second.say(romeoJid, "call me but love");
        Element answer = romeo.message();
        assertThat(answer.attribute("from")).contains(visitor);
        assertThat(answer.child("body").orElseThrow().text()).isEqualTo("call me but love");
        second.close();
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "what was not acknowledged is delivered otherwise")
    void whatASessionHadNotAcknowledgedSurvivesARestart() {
        RawClient phone = juliet(Kind.TCP);
        phone.begin("phone");
        RawClient web = juliet(Kind.BOSH);
        web.begin("web");
        phone.send("<presence xmlns='jabber:client'><priority>-1</priority></presence>");
        phone.awaitHandled(2);
        romeo.say(julietJid, "before the restart");
        assertThat(web.bodies(1)).containsExactly("before the restart");
        web.close();
        romeo.say(julietJid, "while it is away");
        romeo.awaitHandled(3);

        server.stop();
        server.start();

        RawClient again = juliet(Kind.TCP);
        again.begin("phone");
        assertThat(again.bodies(2)).containsExactly("before the restart", "while it is away");
        again.close();
        romeo = Kind.TCP.client().login("romeo" + users);
        phone.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @Spec(value = "XEP-0478 §3.1", says = "the features tell what a stream takes, before and after authentication")
    void limitsAreAnnounced(Kind kind) {
        Name limits = new Name("urn:xmpp:stream-limits:0", "limits");
        RawClient client = kind.client();

        Element before = client.open().child(limits).orElseThrow();

        long early = Long.parseLong(before.child("max-bytes").orElseThrow().text());
        assertThat(early).isBetween(10_000L, 65_536L);
        assertThat(before.child("idle-seconds").isPresent()).isEqualTo(kind == Kind.TCP || kind == Kind.WEBSOCKET);
        client.authenticate("juliet" + users);
        Element after = client.open().child(limits).orElseThrow();
        assertThat(Long.parseLong(after.child("max-bytes").orElseThrow().text()))
                .isGreaterThan(early);
        client.close();
    }
}
