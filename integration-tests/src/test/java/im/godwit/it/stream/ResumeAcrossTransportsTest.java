package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XEP-0198 §5 over sockets: a session belongs to no transport. */
class ResumeAcrossTransportsTest {
    @RegisterExtension
    static final GodwitServer server =
            new GodwitServer("http.trusted-proxies = [\"127.0.0.1\"]", "http.inactivity = 2 s");

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
        };

        abstract RawClient client();

        Kind other() {
            return this == TCP ? BOSH : TCP;
        }
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
    @EnumSource(Kind.class)
    @Spec(value = "XEP-0198 §5", says = "what was not handled is sent again on the new stream, in order")
    void sessionWhoseConnectionBrokeGoesOnOverTheSameTransportAndOverTheOther(Kind kind) {
        RawClient first = juliet(kind);
        String id = first.begin("phone");
        first.say(romeoJid, "I am here");
        assertThat(romeo.bodies(1)).containsExactly("I am here");
        romeo.say(julietJid, "one");
        romeo.say(julietJid, "two");
        assertThat(first.bodies(1)).containsExactly("one");
        first.close();
        romeo.say(julietJid, "three");

        RawClient second = juliet(kind.other());
        assertThat(second.resume(id, 2)).isEqualTo("2"); // each: presence and a message
        assertThat(second.bodies(2)).containsExactly("two", "three");
        second.close();
        romeo.say(julietJid, "four");

        RawClient third = juliet(kind);
        assertThat(third.resume(id, 4)).isEqualTo("2");
        assertThat(third.bodies(1)).containsExactly("four");
        third.say(romeoJid, "still the same");
        assertThat(romeo.bodies(1)).containsExactly("still the same");
        third.awaitHandled(3);
        third.close();
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "a stream that still stands is closed with <conflict/>")
    void streamOverBoshThatStillStandsIsReplacedByOneOverTcp() {
        RawBosh web = (RawBosh) juliet(Kind.BOSH);
        String id = web.begin("phone");
        RawClient phone = juliet(Kind.TCP);

        phone.resume(id, 1);

        assertThat(web.end().child(new Name("urn:ietf:params:xml:ns:xmpp-streams", "conflict")))
                .isPresent();
        romeo.say(julietJid, "only to the phone");
        assertThat(phone.bodies(1)).containsExactly("only to the phone");
        phone.close();
        web.close();
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
        assertThat(before.child("idle-seconds").isPresent()).isEqualTo(kind == Kind.TCP);
        client.authenticate("juliet" + users);
        Element after = client.open().child(limits).orElseThrow();
        assertThat(Long.parseLong(after.child("max-bytes").orElseThrow().text()))
                .isGreaterThan(early);
        client.close();
    }
}
