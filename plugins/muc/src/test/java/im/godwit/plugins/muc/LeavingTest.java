package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.gone;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.shown;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class LeavingTest {
    private static final String ABANDONED = """
            <presence from='%s' type='unavailable'>
              <x xmlns='http://jabber.org/protocol/muc#user'>
                <item affiliation='none' role='none'/><destroy/>
              </x>
            </presence>""".formatted(ROOM);

    @Test
    @Spec(value = "XEP-0045 §7.14", says = "all are told, with what the leaving occupant says")
    void whoLeavesIsToldToAll(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("<presence to='" + ROOM + "/third' type='unavailable' id='bye'>"
                + "<status>gone where goblins go</status></presence>");

        hag.receives("""
                <presence from='%s/third' type='unavailable' id='bye'>
                  <status>gone where goblins go</status>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='{hag/}'/><status code='110'/>
                  </x>%s
                </presence>""".formatted(ROOM, OCCUPANT_ID));
        crone.receives("""
                <presence from='%s/third' type='unavailable'>
                  <status>gone where goblins go</status>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none' jid='{hag/}'/>
                  </x>%s
                </presence>""".formatted(ROOM, OCCUPANT_ID));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §17.3", says = "unavailable presence from outside is ignored")
    void whoIsNotInCannotLeave(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends("<presence to='" + ROOM + "/third' type='unavailable'/>");
        hag.sends("<presence to='nowhere@conference.example.org/third' type='unavailable'/>");

        hag.receivesNothing();
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.14", says = "who goes offline leaves")
    void whoseConnectionBreaksLeaves(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.vanishes();

        crone.receives(gone("third", "affiliation='none' role='none' jid='{hag/}'"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.14", says = "a temporary room ends with its last occupant")
    void aTemporaryRoomEnds(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        leaves(crone, "first");

        sendsEntry(hag, "third");

        hag.receives(shown("third", "affiliation='owner' role='moderator'", 110, 201));
    }

    @Test
    @Spec(value = "XEP-0045 §10.1.3", says = "a room whose creator leaves before configuring it is destroyed")
    void anAbandonedRoomIsDestroyed(Stage stage) {
        Actor crone = stage.client("crone");
        sendsEntry(crone, "first");
        crone.ignoresAll();

        crone.sends("<presence to='" + ROOM + "/first' type='unavailable'/>");

        crone.receives(gone("first", "affiliation='owner' role='none'", 110));
        crone.receives(ABANDONED);
    }

    @Test
    @Spec(value = "XEP-0045 §18.1.2", says = "who cannot be reached is taken out, with status 333")
    void ghostsAreTakenOut(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("""
                <message type='error' to='%s/first' id='said'>
                  <error type='cancel'><recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""".formatted(ROOM));

        crone.receives(gone("third", "affiliation='none' role='none' jid='{hag/}'", 333));
        hag.receives(gone("third", "affiliation='none' role='none' jid='{hag/}'", 110, 333));
        hag.sends(says("boo"));
        hag.receives(error("message", "cancel", "not-acceptable"));
    }

    @Test
    void otherErrorsAreForNobody(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("""
                <message type='error' to='%s/first' id='said'>
                  <error type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""".formatted(ROOM));

        crone.receivesNothing();
        hag.sends(says("still here"));
        crone.receives(said("third", "still here"));
    }

    @Test
    @Spec(value = "XEP-0045 §11.2", says = "all are told with status 332 that the service stops")
    void allAreToldThatTheServiceStops(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        stage.server().announceStop();

        crone.receives(gone("first", "affiliation='owner' role='none'", 110, 332));
        hag.receives(gone("third", "affiliation='none' role='none'", 110, 332));
        crone.receivesNothing();
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.14, §7.2.8", says = "each client leaves for itself, and the room waits for the last")
    void aRoomWaitsForTheLastClient(Stage stage) {
        Actor desk = stage.client("crone/desk");
        Actor phone = stage.client("crone/phone");
        sendsEntry(desk, "first");
        sendsEntry(phone, "first");
        desk.ignoresAll();
        phone.ignoresAll();

        desk.sends("<presence to='" + ROOM + "/first' type='unavailable'/>");
        desk.receives(gone("first", "affiliation='owner' role='none' jid='{crone/desk}'", 110));
        phone.receives(shown("first", "affiliation='owner' role='moderator' jid='{crone/phone}'", 110));
        phone.sends("<presence to='" + ROOM + "/first' type='unavailable'/>");
        phone.receives(gone("first", "affiliation='owner' role='none' jid='{crone/phone}'", 110));
        phone.receives(ABANDONED);
    }
}
