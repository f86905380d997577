package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = {DiscoPlugin.class, AvailabilityPlugin.class, OfflinePlugin.class})
class OfflineTest {
    private static final String UNAVAILABLE = """
            <message type='error' id='%s' from='%s'>{any}
              <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            </message>""";

    @Test
    @Spec(value = "XEP-0160 §2", says = "a message to somebody who is away comes when they are back, with its time")
    void messageWaitsForItsReceiver(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        romeo.sends("<message to='{juliet}' type='chat' id='m1'><body>Lady, by yonder moon</body></message>");
        stage.clock().advance(Duration.ofHours(2));

        Actor juliet = stage.client("juliet").sends("<presence/>");

        juliet.receives("""
                <message from='{romeo/}' to='{juliet}' type='chat' id='m1'>
                  <body>Lady, by yonder moon</body>
                  <delay xmlns='urn:xmpp:delay' from='example.org' stamp='2026-03-01T12:00:00Z'/>
                </message>""");
        juliet.receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "messages come in the order in which they were sent")
    void messagesComeInOrder(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        sendNumbered(romeo, 250);

        Actor juliet = stage.client("juliet").sends("<presence/>");

        assertThat(bodies(juliet, 250)).isEqualTo(numbers(250));
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "what was delivered is not delivered again")
    void deliveredMessagesAreGone(Stage stage) {
        stage.account("juliet");
        stage.online("romeo").sends("<message to='{juliet}'><body>once</body></message>");
        Actor juliet = stage.client("juliet").sends("<presence/>");
        assertThat(bodies(juliet, 1)).containsExactly("once");

        juliet.sends("<presence/>").sends("<presence type='unavailable'/>").sends("<presence/>");
        Actor other = stage.client("juliet/phone").sends("<presence/>");

        juliet.receivesNothing();
        other.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.2.2", says = "resources of negative priority do not get messages to the account")
    void negativePriorityIsAway(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.client("juliet").sends("<presence><priority>-1</priority></presence>");

        romeo.sends("<message to='{juliet}'><body>later</body></message>");
        juliet.receivesNothing();

        juliet.sends("<presence><priority>0</priority></presence>");
        assertThat(bodies(juliet, 1)).containsExactly("later");
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.2.2", says = "a session that never sent presence does not get messages to the account")
    void sessionWithoutPresenceIsAway(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.client("juliet");

        romeo.sends("<message to='{juliet}'><body>later</body></message>");
        juliet.receivesNothing();

        juliet.sends("<presence/>");
        assertThat(bodies(juliet, 1)).containsExactly("later");
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "who came back to a negative priority after being available is away again")
    void goingBackToNegativePriorityKeepsMessagesAgain(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        juliet.sends("<presence><priority>-1</priority></presence>");
        romeo.sends("<message to='{juliet}'><body>later</body></message>");

        juliet.sends("<presence/>");

        assertThat(bodies(juliet, 1)).containsExactly("later");
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.3.2.1", says = "chat to a resource that is gone goes to the account")
    void chatToLostResourceIsKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");

        romeo.sends("<message to='{juliet/gone}' type='chat'><body>still there?</body></message>");

        romeo.receivesNothing();
        assertThat(bodies(stage.client("juliet").sends("<presence/>"), 1)).containsExactly("still there?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "groupchat", "headline"})
    @Spec(value = "RFC 6121 §8.5.3.2.1", says = "other messages to a resource that is gone bounce")
    void otherMessagesToLostResourceBounce(String type, Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");

        romeo.sends("<message to='{juliet/gone}' type='%s' id='m1'><body>hm</body></message>".formatted(type));

        romeo.receives(UNAVAILABLE.formatted("m1", "{juliet/gone}"));
        stage.client("juliet").sends("<presence/>").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0160 §3", says = "groupchat is not kept; to a bare JID it is an error")
    void groupchatIsNotKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");

        romeo.sends("<message to='{juliet}' type='groupchat' id='m1'><body>all</body></message>");

        romeo.receives(UNAVAILABLE.formatted("m1", "{juliet}"));
        stage.client("juliet").sends("<presence/>").receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='{juliet}' type='headline'><body>news</body></message>",
                "<message to='{juliet}' type='error' id='e'><error type='cancel'>"
                        + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>",
            })
    @Spec(value = "XEP-0160 §3", says = "headlines and errors are neither kept nor answered")
    void headlinesAndErrorsAreForgotten(String message, Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");

        romeo.sends(message);

        romeo.receivesNothing();
        stage.client("juliet").sends("<presence/>").receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<thread>t</thread>",
                "<thread>t</thread><origin-id xmlns='urn:xmpp:sid:0' id='o'/><no-store xmlns='urn:xmpp:hints'/>",
            })
    @Spec(value = "XEP-0160 §3", says = "chat states alone are not kept")
    void chatStatesAreForgotten(String more, Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");

        romeo.sends("<message to='{juliet}' type='chat'>" + "<composing xmlns='http://jabber.org/protocol/chatstates'/>"
                + more + "</message>");

        romeo.receivesNothing();
        stage.client("juliet").sends("<presence/>").receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<body>and words</body>",
                "<received xmlns='urn:xmpp:receipts' id='r'/>",
                "<store xmlns='urn:xmpp:hints'/>",
            })
    @Spec(
            value = "XEP-0160 §3",
            says = "a chat state with content is kept; so is one marked as worth it (XEP-0334 §4.4)")
    void chatStatesWithContentAreKept(String content, Stage stage) {
        stage.account("juliet");
        stage.online("romeo")
                .sends("<message to='{juliet}' type='chat' id='m1'>"
                        + "<active xmlns='http://jabber.org/protocol/chatstates'/>" + content + "</message>");

        Element kept = stage.client("juliet").sends("<presence/>").receives();

        assertThat(kept.attribute("id")).contains("m1");
    }

    @Test
    @Spec(value = "XEP-0334 §4.2", says = "no-store: not even kept for later delivery; the sender learns it")
    void noStoreBounces(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");

        romeo.sends("""
                <message to='{juliet}' type='chat' id='m1'>
                  <body>burn this</body><no-store xmlns='urn:xmpp:hints'/>
                </message>""");

        romeo.receives(UNAVAILABLE.formatted("m1", "{juliet}"));
        stage.client("juliet").sends("<presence/>").receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.1", says = "no account: service-unavailable")
    void unknownAccountBouncesLikeAFullQueue(Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends("<message to='nobody@example.org' id='m1'><body>hello?</body></message>");

        romeo.receives(UNAVAILABLE.formatted("m1", "nobody@example.org"));
    }

    @Test
    @Spec(value = "XEP-0160 §4", says = "the server advertises msgoffline")
    void serverAdvertisesIt(Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends(
                "<iq type='get' id='d' to='example.org'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(romeo.receives().firstChild().orElseThrow().elements())
                .anyMatch(child -> child.attribute("var").equals(java.util.Optional.of("msgoffline")));
    }

    @Test
    @Spec(value = "XEP-0203 §5", says = "a delay in the server's own name that somebody else wrote is discarded")
    void forgedDelayIsRemoved(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");

        romeo.sends("""
                <message to='{juliet}'>
                  <body>old news</body>
                  <delay xmlns='urn:xmpp:delay' from='example.org' stamp='1596-01-01T00:00:00Z'/>
                </message>""");

        juliet.receives("<message from='{romeo/}'><body>old news</body></message>");
    }

    @Test
    @Spec(value = "XEP-0203 §2", says = "one and only one delay, with the time of the original sending")
    void delayOfAnotherIsKept(Stage stage) {
        stage.account("juliet");
        stage.online("romeo").sends("""
                <message to='{juliet}'>
                  <body>old news</body>
                  <delay xmlns='urn:xmpp:delay' from='elsewhere.example' stamp='2026-01-01T00:00:00Z'/>
                </message>""");

        stage.client("juliet").sends("<presence/>").receives("""
                <message>
                  <body>old news</body>
                  <delay xmlns='urn:xmpp:delay' from='elsewhere.example' stamp='2026-01-01T00:00:00Z'/>
                </message>""");
    }

    @Test
    void messagesThatALostConnectionDidNotDeliverComeAgainInOrderAndWithTheirTime(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        sendNumbered(romeo, 3);
        stage.clock().advance(Duration.ofMinutes(5));
        Actor lost = stage.client("juliet").sends("<presence/>");
        assertThat(bodies(lost, 1)).containsExactly("0");
        lost.vanishesBeforeReading();
        romeo.sends("<message to='{juliet}'><body>newer</body></message>");

        Actor juliet = stage.client("juliet").sends("<presence/>");

        juliet.receives("""
                <message><body>1</body>
                  <delay xmlns='urn:xmpp:delay' from='example.org' stamp='2026-03-01T12:00:00Z'/></message>""");
        assertThat(bodies(juliet, 2)).containsExactly("2", "newer");
        juliet.receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    void messagesThatALostConnectionDidNotDeliverGoToTheAccountsOtherSession(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor phone = stage.client("juliet/phone");
        romeo.sends("<message to='{juliet}'><body>kept</body></message>");
        Actor lost = stage.client("juliet/lost").sends("<presence/>");
        phone.sends("<presence/>").receivesNothing();
        romeo.sends("<message to='{juliet}'><body>for both</body></message>");

        lost.vanishesBeforeReading();

        assertThat(bodies(phone, 2)).containsExactly("for both", "kept");
        phone.receivesNothing();
    }

    @Test
    void messagesOfAnAccountThatIsGoneAreNotKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<message to='{juliet}' id='m1'><body>too late</body></message>");
        stage.service(Accounts.class).delete(juliet.jid().bare());

        juliet.vanishesBeforeReading();

        romeo.receives(UNAVAILABLE.formatted("m1", "{juliet}"));
    }

    @Test
    void directMessageThatALostConnectionDidNotDeliverIsKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor lost = stage.online("juliet");
        romeo.sends("<message to='{juliet}'><body>are you there</body></message>");

        lost.vanishesBeforeReading();

        assertThat(bodies(stage.client("juliet").sends("<presence/>"), 1)).containsExactly("are you there");
        romeo.receivesNothing();
    }

    @Test
    void sessionsThatComeAtOneMomentShareTheMessages(Stage stage) throws Exception {
        Actor romeo = stage.online("romeo");
        List<Actor> devices = List.of(stage.client("juliet/a"), stage.client("juliet/b"), stage.client("juliet/c"));
        sendNumbered(romeo, 150);

        CyclicBarrier together = new CyclicBarrier(devices.size());
        List<Thread> threads = new ArrayList<>();
        for (Actor device : devices) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    together.await();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
                device.sends("<presence/>");
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<String> all = new ArrayList<>();
        for (Actor device : devices) {
            all.addAll(rest(device));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(numbers(150));
    }

    @Test
    void messagesGoWithTheirAccount(Stage stage) {
        Jid juliet = stage.account("juliet");
        stage.online("romeo").sends("<message to='{juliet}'><body>gone</body></message>");
        stage.service(Accounts.class).delete(juliet);

        Actor namesake = stage.client("juliet").sends("<presence/>");

        namesake.receivesNothing();
    }

    private static void sendNumbered(Actor sender, int count) {
        numbers(count)
                .forEach(number ->
                        sender.sends("<message to='{juliet}' type='chat'><body>%s</body></message>".formatted(number)));
    }

    private static List<String> numbers(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static List<String> bodies(Actor receiver, int count) {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(body(receiver.receives()));
        }
        return bodies;
    }

    /** All that came; a message to itself is the last. */
    private static List<String> rest(Actor receiver) {
        receiver.sends("<message to='%s'><body>last</body></message>".formatted(receiver.jid()));
        List<String> bodies = new ArrayList<>();
        for (String body = body(receiver.receives()); !body.equals("last"); body = body(receiver.receives())) {
            bodies.add(body);
        }
        return bodies;
    }

    private static String body(Element message) {
        return message.child("body").orElseThrow().text();
    }
}
