package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.set;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class ActivityTest {
    private static final String OTHER = "other@conference.example.org";

    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void open(Stage stage) {
        this.stage = stage;
        crone = stage.client("crone");
        hag = stage.client("hag");
        opens(crone, "first", "persistentroom=1");
    }

    private static void subscribes(Actor actor) {
        actor.sends("<presence to='conference.example.org' id='rai'><rai xmlns='urn:xmpp:rai:0'/></presence>");
    }

    private static void unsubscribes(Actor actor) {
        actor.sends("<presence to='conference.example.org' type='unavailable'/>");
    }

    private static String activity(String... rooms) {
        return "<message from='conference.example.org' id='{any}'><rai xmlns='urn:xmpp:rai:0'>%s</rai></message>"
                .formatted(Arrays.stream(rooms)
                        .map("<activity>%s</activity>"::formatted)
                        .collect(Collectors.joining()));
    }

    private void croneSays(String text) {
        crone.sends(says(text));
        crone.receives(said("first", text));
    }

    /** Hag becomes a member who has been there and has seen all. */
    private void visits() {
        affiliates(crone, hag, "member");
        enters(hag, "third", crone);
        leaves(hag, "third", crone);
    }

    /** The crone has one more room, which is empty but for what she said there. */
    private void opensOther() {
        crone.sends("<presence to='%s/first'><x xmlns='http://jabber.org/protocol/muc'/></presence>".formatted(OTHER));
        crone.ignoresAll();
        crone.sends(MucTesting.configuration("persistentroom=1").replace(ROOM, OTHER));
        crone.sends(set("admin", "<item jid='hag@example.org' affiliation='member'/>")
                .replace(ROOM, OTHER));
        crone.sends(says("elsewhere").replace(ROOM, OTHER));
        crone.sends("<presence to='%s/first' type='unavailable'/>".formatted(OTHER));
        crone.ignoresAll();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "rooms with activity since one was last there come in a single notification")
    void whoSubscribesGetsWhatHappenedInOneNotification() {
        visits();
        croneSays("thrice");
        opensOther();

        subscribes(hag);

        hag.receives(activity(ROOM, OTHER));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "the list is of rooms with activity since one was last there")
    void whoHasSeenAllGetsNothing() {
        affiliates(crone, hag, "member");
        enters(hag, "third", crone);
        croneSays("thrice");
        hag.receives(said("first", "thrice"));
        leaves(hag, "third", crone);

        subscribes(hag);

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "what happens in a room is notified to its members who have subscribed")
    void aMessageIsIndicated() {
        visits();
        subscribes(hag);
        hag.receivesNothing();

        croneSays("thrice");

        hag.receives(activity(ROOM));
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "each room is notified once, even if many events occur")
    void aRoomIsIndicatedOnce() {
        visits();
        subscribes(hag);
        croneSays("one");
        hag.receives(activity(ROOM));

        croneSays("two");
        subscribes(hag);
        croneSays("three");

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "a room in the first notification is not notified again")
    void whatWasListedIsNotIndicatedAgain() {
        visits();
        croneSays("one");
        subscribes(hag);
        hag.receives(activity(ROOM));

        croneSays("two");

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "after the user was there it is notified anew")
    void afterAVisitARoomIsIndicatedAgain() {
        visits();
        subscribes(hag);
        croneSays("one");
        hag.receives(activity(ROOM));
        enters(hag, "third", crone);
        leaves(hag, "third", crone);

        croneSays("two");

        hag.receives(activity(ROOM));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §3.1", says = "only of rooms where the client is not currently joined")
    void whoIsThereGetsNoIndicator() {
        visits();
        subscribes(hag);
        enters(hag, "third", crone);

        croneSays("thrice");
        hag.receives(said("first", "thrice"));
        hag.receivesNothing();
        unsubscribes(hag);
        subscribes(hag);
        hag.receivesNothing();
    }

    @Test
    void whatWasSaidWhileThereIsNotIndicatedWhenGone() {
        visits();
        enters(hag, "third", crone);
        subscribes(hag);
        croneSays("one");
        hag.receives(said("first", "one"));
        leaves(hag, "third", crone);
        hag.receivesNothing();

        croneSays("two");

        hag.receives(activity(ROOM));
    }

    @Test
    @Spec(value = "XEP-0437 §3.2", says = "unavailable presence to the service unsubscribes")
    void whoUnsubscribesGetsNothing() {
        visits();
        subscribes(hag);
        unsubscribes(hag);

        croneSays("thrice");

        hag.receivesNothing();
        subscribes(hag);
        hag.receives(activity(ROOM));
    }

    @Test
    @Spec(value = "XEP-0437 §3.2", says = "a session that ends is unsubscribed, and the next one starts anew")
    void aSessionTakesItsSubscriptionWithIt() {
        visits();
        subscribes(hag);
        hag.losesConnection();

        croneSays("thrice");
        Actor again = stage.client("hag");
        again.receivesNothing();
        subscribes(again);

        again.receives(activity(ROOM));
    }

    private static void bounces(Actor actor, String type, String condition) {
        actor.sends("<message to='conference.example.org' type='error'>"
                + "<error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>"
                        .formatted(type, condition));
    }

    @Test
    void whoCannotBeReachedIsUnsubscribedAndWhoIsOnlyBusyIsNot() {
        visits();
        subscribes(hag);
        bounces(hag, "wait", "resource-constraint");
        croneSays("one");
        hag.receives(activity(ROOM));
        enters(hag, "third", crone);
        leaves(hag, "third", crone);

        bounces(hag, "cancel", "service-unavailable");
        croneSays("two");

        hag.receivesNothing();
    }

    @Test
    void everyClientOfAnAccountHearsOfARoom() {
        visits();
        Actor phone = stage.client("hag/phone");
        subscribes(hag);
        subscribes(phone);

        croneSays("one");
        hag.receives(activity(ROOM));
        phone.receives(activity(ROOM));

        unsubscribes(phone);
        subscribes(phone);
        phone.receives(activity(ROOM));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "never from a room that the user would not be allowed to join")
    void outcastsHearNothing() {
        visits();
        subscribes(hag);
        affiliates(crone, hag, "outcast");

        croneSays("one");

        hag.receivesNothing();
        unsubscribes(hag);
        subscribes(hag);
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "nor from rooms, hidden ones above all, where the user has no affiliation")
    void whoIsNoMemberHearsNothing() {
        enters(hag, "third", crone);
        leaves(hag, "third", crone);
        croneSays("one");
        subscribes(hag);

        croneSays("two");

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "who is a member no more hears no more")
    void formerMembersHearNothing() {
        visits();
        subscribes(hag);
        affiliates(crone, hag, "none");

        croneSays("one");

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "who has become a member is one of those who are notified")
    void newMembersHearOfTheRoomAtOnce() {
        subscribes(hag);
        affiliates(crone, hag, "member");

        croneSays("one");

        hag.receives(activity(ROOM));
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "who has become a member by an invitation is notified, too")
    void whoIsInvitedHearsOfTheRoomAtOnce() {
        crone.sends(MucTesting.configuration("membersonly=1"));
        crone.ignoresAll();
        subscribes(hag);
        crone.sends("""
                <message to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite to='hag@example.org'/></x></message>""".formatted(ROOM));
        crone.ignoresAll();
        hag.ignoresAll();

        croneSays("one");

        hag.receives(activity(ROOM));
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "who is made to leave was there until then")
    void whoIsKickedHearsWhatIsSaidThen() {
        affiliates(crone, hag, "member");
        enters(hag, "third", crone);
        croneSays("go");
        MucTesting.gives(crone, "third", "none", hag);
        subscribes(hag);
        hag.receivesNothing();

        croneSays("gone");

        hag.receives(activity(ROOM));
    }

    @Test
    void whoIsThereWithAnotherClientIsNotAway() {
        visits();
        Actor phone = stage.client("hag/phone");
        enters(hag, "third", crone);
        enters(phone, "third", crone, hag);
        subscribes(phone);
        leaves(phone, "third", crone, hag);

        croneSays("one");

        hag.receives(said("first", "one"));
        phone.receivesNothing();
        leaves(hag, "third", crone);
        croneSays("two");
        phone.receives(activity(ROOM));
    }

    @Test
    @Spec(value = "XEP-0437 §6", says = "nothing leaks to who has no permission: a new room is another room")
    void aRoomInThePlaceOfAnotherIsHeardOfByItsOwnMembersOnly() {
        visits();
        subscribes(hag);
        crone.sends(set("owner", "<destroy/>"));
        crone.ignoresAll();
        opens(crone, "first", "persistentroom=1", "publicroom=0");

        croneSays("secret");

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §4", says = "what an absent member is told of is a message that the archive has")
    void aSubjectIsActivityWhereItIsKept() {
        visits();
        subscribes(hag);

        crone.sends("<message to='%s' type='groupchat'><subject>Fire burn</subject></message>".formatted(ROOM));
        crone.ignoresAll();

        hag.receives(activity(ROOM));
    }

    @Test
    void whatARoomDoesNotKeepIsNoActivity() {
        visits();
        subscribes(hag);
        crone.sends(
                "<message to='%s' type='groupchat'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>"
                        .formatted(ROOM));
        crone.ignoresAll();

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0437 §3.1", says = "it is the rai element that subscribes")
    void otherPresenceToTheServiceSubscribesToNothing() {
        visits();
        croneSays("one");

        hag.sends("<presence to='conference.example.org'/>");

        hag.receivesNothing();
    }

    @Test
    void whoSpeaksElsewhereThanInTheRoomDisturbsNobody() {
        visits();
        subscribes(hag);

        stage.client("wicca").sends(says("thrice")).receives(error("message", "cancel", "not-acceptable"));

        hag.receivesNothing();
    }
}
