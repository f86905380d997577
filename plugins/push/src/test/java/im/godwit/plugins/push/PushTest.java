package im.godwit.plugins.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a notification, and what becomes of one (XEP-0357 §7, §8). */
class PushTest extends PushStage {
    private static final String NO_FIELDS = "<message to='{juliet}' type='chat'>%s</message>";

    @Test
    @Spec(
            value = "XEP-0357 §7",
            says = "it performs a PubSub publish to all XMPP Push Services registered for the user")
    void aStoredMessageIsPublished() {
        julietLeavesWith("n1");

        romeoSays("hello");

        push.receives("""
                <iq type='set' from='example.org' to='push.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <publish node='n1'>
                      <item>
                        <notification xmlns='urn:xmpp:push:0'>
                          <x xmlns='jabber:x:data' type='submit'>
                            <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:push:summary</value></field>
                            <field var='message-count'><value>1</value></field>
                            <field var='last-message-sender'><value>{romeo/}</value></field>
                          </x>
                        </notification>
                      </item>
                    </publish>
                  </pubsub>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0357 §9", says = "servers SHOULD allow users to limit the information sent")
    void theOperatorSaysWhatIsTold() {
        reopen(new PushOptions(3, Duration.ZERO, false, true, 2, Duration.ofDays(1)));
        julietLeavesWith("n1");

        romeoSays("hello");

        Published published = isPublished("n1", 1);
        assertThat(published.field("last-message-sender")).isEmpty();
        assertThat(published.field("last-message-body")).contains("hello");
    }

    @Test
    void whatComesDuringANotificationMakesOneMore() {
        julietLeavesWith("n1");
        romeoSays("one");
        Published first = isPublished("n1", 1);
        romeoSays("two");
        romeoSays("three");

        first.isTaken();

        isPublished("n1", 3).isTaken();
        push.receivesNothing();
    }

    @Test
    void aBurstMakesOneNotificationBeforeThePause() {
        reopen(new PushOptions(3, Duration.ofHours(1), true, false, 2, Duration.ofDays(1)));
        julietLeavesWith("n1");
        romeoSays("one");

        isPublished("n1", 1).isTaken();
        romeoSays("two");

        push.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<composing xmlns='http://jabber.org/protocol/chatstates'/>",
                "<received xmlns='urn:xmpp:receipts' id='1'/>",
                "<body/>",
                "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/></encrypted>",
            })
    void whatIsNotForPeopleIsNotCounted(String content) {
        julietLeavesWith("n1");
        romeo.sends(NO_FIELDS.formatted(content));

        romeoSays("hello");

        isPublished("n1", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/><payload>x</payload></encrypted>",
                "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/><payload>x</payload></encrypted>",
                "<openpgp xmlns='urn:xmpp:openpgp:0'>x</openpgp>",
                "<propose xmlns='urn:xmpp:jingle-message:0' id='1'/>",
                "<x xmlns='jabber:x:conference' jid='room@rooms.example.org'/>",
            })
    void whatIsForPeopleNeedsNoBody(String content) {
        julietLeavesWith("n1");

        romeo.sends(NO_FIELDS.formatted(content));

        assertThat(isPublished("n1", 1).field("last-message-sender")).contains("romeo@example.org/home");
    }

    @Test
    void whoIsThereIsNotToldElsewhere() {
        Wire phone = phone("n1");
        Actor desk = stage.online("juliet/desk");
        breaks(phone);
        romeoSays("one");
        desk.receives("<message><body>one</body></message>");
        desk.vanishes();

        romeoSays("two");

        isPublished("n1", 1);
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "what was sent and not acknowledged when the connection broke")
    void whatAClientMayHaveLostIsPublishedWhenItsConnectionBreaks() {
        Wire phone = phone("n1");
        romeoSays("one");
        phone.receives("<message><body>one</body></message>");

        breaks(phone);

        isPublished("n1", 1);
    }

    @Test
    void whatIsStoredLaterIsNotPublishedAgain() {
        Wire phone = phone("n1");
        breaks(phone);
        romeoSays("one");
        isPublished("n1", 1).isTaken();
        stage.clock().advance(Duration.ofMinutes(6)); // and the session is over

        romeoSays("two");

        isPublished("n1", 2).isTaken();
        push.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0352 §3", says = "inactive: nobody looks at the client")
    void whatAnInactiveClientGetsIsPublished() {
        Wire phone = phone("n1");
        phone.sends("<inactive xmlns='urn:xmpp:csi:0'/>").isAcknowledged(2);

        romeoSays("one");

        phone.receives("<message><body>one</body></message>");
        isPublished("n1", 1).isTaken();

        phone.sends("<active xmlns='urn:xmpp:csi:0'/>").isAcknowledged(2);
        romeoSays("two");
        phone.receives("<message><body>two</body></message>");
        phone.sends("<inactive xmlns='urn:xmpp:csi:0'/>").isAcknowledged(2);
        romeoSays("three");
        isPublished("n1", 1); // the count began anew when somebody was there
    }

    @Test
    void aMentionInARoomIsPublishedAndOtherTalkIsNot() {
        Component rooms = stage.component("rooms").connects();
        Wire phone = phone("n1");
        rooms.sends("""
                <presence from='garden@rooms.example.org/Jule' to='juliet@example.org/phone'>
                  <x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/></x>
                </presence>""");
        phone.receives("<presence from='garden@rooms.example.org/Jule'>{any}</presence>");
        breaks(phone);

        rooms.sends(spoken("romeo", "the julep is cold"));
        rooms.sends(spoken("Jule", "I am Jule"));
        rooms.sends(spoken("romeo", "good night, jule!"));

        assertThat(isPublished("n1", 1).field("last-message-sender")).contains("garden@rooms.example.org/romeo");
    }

    private static final String CALL = "<iq type='set' id='%s' to='{juliet/phone}'>"
            + "<jingle xmlns='urn:xmpp:jingle:1' action='%s' sid='a73s'/></iq>";

    @Test
    @Spec(value = "XEP-0357 §1", says = "a notice that can trigger opening a client to answer a Jingle session request")
    void aCallAtAnAbsentPhoneIsPublishedAndIsNoMessage() {
        Wire phone = phone("n1");
        breaks(phone);

        romeo.sends(CALL.formatted("c1", "session-info"));
        romeo.sends(CALL.formatted("c2", "session-initiate"));

        push.receives("""
                <iq type='set'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <publish node='n1'><item><notification xmlns='urn:xmpp:push:0'/></item></publish>
                  </pubsub>
                </iq>""");
        push.receivesNothing();
    }

    @Test
    void aCallThatAClientMayHaveLostIsPublishedWhenItsConnectionBreaks() {
        Wire phone = phone("n1");
        romeo.sends(CALL.formatted("c1", "session-initiate"));
        phone.receives("<iq type='set' id='c1'>{any}</iq>");

        breaks(phone);

        assertThat(push.receives().toString()).contains("node='n1'");
    }

    private static String spoken(String nickname, String body) {
        return "<message from='garden@rooms.example.org/" + nickname + "' to='juliet@example.org/phone'"
                + " type='groupchat'><body xmlns='jabber:component:accept'>" + body + "</body></message>";
    }

    @Test
    @Spec(value = "XEP-0357 §7.1", says = "the server SHOULD consider the particular JID and node to be disabled")
    void anErrorDisables() {
        julietLeavesWith("n1", "n2");
        romeoSays("one");
        isPublished("n1", 1).isRefused("cancel", "item-not-found");
        isPublished("n2", 1).isTaken();

        romeoSays("two");

        isPublished("n2", 2);
    }

    @Test
    @Spec(value = "XEP-0357 §7.1", says = "a server MAY retry a disabled JID and node after a period of time (1 day)")
    void whatIsDisabledIsTriedOnceMore() {
        julietLeavesWith("n1", "n2");
        romeoSays("one");
        isPublished("n1", 1).isRefused("cancel", "item-not-found");
        isPublished("n2", 1).isTaken();

        stage.clock().advance(Duration.ofDays(1));
        romeoSays("two");
        isPublished("n1", 2).isRefused("cancel", "item-not-found");
        isPublished("n2", 2).isTaken();

        stage.clock().advance(Duration.ofDays(1));
        romeoSays("three");
        isPublished("n2", 3);
    }

    @Test
    @Spec(value = "XEP-0357 §11.3.1", says = "pending-subscription-count: the number of pending incoming requests")
    void whoAsksForPresenceIsCounted() {
        julietLeavesWith("n1");
        romeo.sends("<presence to='{juliet}' type='subscribe'/>");
        Published asked = new Published(push.receives());
        assertThat(asked.field("pending-subscription-count")).contains("1");
        assertThat(asked.field("message-count")).isEmpty();
        asked.isTaken();

        romeoSays("do you know me?");
        assertThat(isPublished("n1", 1).field("pending-subscription-count")).contains("1");
    }

    @Test
    @Spec(value = "XEP-0357 §7.1", says = "MAY keep a service enabled if the error is transient")
    void onlySomeTransientErrorsInARowDisable() {
        julietLeavesWith("n1", "n2");
        romeoSays("one");
        isPublished("n1", 1).isRefused("wait", "resource-constraint");
        isPublished("n2", 1).isTaken();
        romeoSays("two");
        isPublished("n1", 2).isTaken();
        isPublished("n2", 2).isTaken();
        romeoSays("three");
        isPublished("n1", 3).isRefused("wait", "resource-constraint");
        isPublished("n2", 3).isTaken();
        romeoSays("four");
        isPublished("n1", 4).isRefused("wait", "resource-constraint");
        isPublished("n2", 4).isTaken();

        romeoSays("five");

        isPublished("n2", 5);
    }

    @Test
    @Spec(value = "XEP-0357 §8", says = "the server MAY remove the received JID and node combination")
    void aServiceWithdraws() {
        julietLeavesWith("n1", "n2");
        push.sends("""
                <message from='push.example.org' to='juliet@example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub' node='n1'>
                    <affiliation jid='juliet@example.org' affiliation='none'/>
                  </pubsub>
                </message>""");
        push.receivesNothing();

        romeoSays("one");

        isPublished("n2", 1);
    }
}
