package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.gone;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.shown;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class NicknameChangeTest {
    @Test
    @Spec(value = "XEP-0045 §7.6", says = "all see the old nickname go, with status 303, and the new one come")
    void aNewNicknameIsToldToAll(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(wicca, "second", crone);
        enters(hag, "third", crone, wicca);

        hag.sends("<presence to='" + ROOM + "/oldhag' id='n1'/>");

        String item = "affiliation='none' role='participant' nick='oldhag'";
        hag.receives(gone("third", item + " jid='{hag/}'", 110, 303));
        hag.receives(shown("oldhag", "affiliation='none' role='participant' jid='{hag/}'", 110));
        crone.receives(gone("third", item + " jid='{hag/}'", 303));
        crone.receives(shown("oldhag", "affiliation='none' role='participant' jid='{hag/}'"));
        wicca.receives(gone("third", item, 303));
        wicca.receives(shown("oldhag", "affiliation='none' role='participant'"));
        hag.sends(says("it is me"));
        crone.receives(said("oldhag", "it is me"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.6", says = "a nickname that the service changed is told with status 210")
    void aPreparedNicknameIsTold(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends("<presence to='" + ROOM + "/old  hag'/>");

        crone.receives(gone("first", "affiliation='owner' role='moderator' nick='old hag'", 110, 303));
        crone.receives(shown("old hag", "affiliation='owner' role='moderator'", 110, 210));
    }

    @Test
    @Spec(value = "XEP-0045 §7.6", says = "another's nickname, in use or reserved, is a conflict")
    void anotherNicknameIsAConflict(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        crone.sends(MucTesting.set("admin", "<item jid='wicca@example.org' affiliation='member' nick='second'/>"));
        crone.receives(MucTesting.done()).ignoresAll();

        hag.sends("<presence to='" + ROOM + "/FIRST'/>");
        hag.receives(error("presence", "cancel", "conflict"));
        hag.sends("<presence to='" + ROOM + "/second'/>");
        hag.receives(error("presence", "cancel", "conflict"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 8266 §2", says = "another capital letter is a new nickname, not a conflict with oneself")
    void onesOwnNicknameCanBeWrittenOtherwise(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends("<presence to='" + ROOM + "/First'/>");

        crone.receives(gone("first", "affiliation='owner' role='moderator' nick='First'", 110, 303));
        crone.receives(shown("First", "affiliation='owner' role='moderator'", 110));
    }

    @Test
    @Spec(value = "XEP-0045 §7.7", says = "another availability is shown to all")
    void availabilityIsShownToAll(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("<presence to='" + ROOM + "/third'><show>xa</show><status>gone</status></presence>");

        crone.receives("""
                <presence from='%s/third'><show>xa</show><status>gone</status>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant' jid='{hag/}'/>
                  </x>%s
                </presence>""".formatted(ROOM, OCCUPANT_ID));
        hag.receives("""
                <presence from='%s/third'><show>xa</show><status>gone</status>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant'/><status code='110'/>
                  </x>%s
                </presence>""".formatted(ROOM, OCCUPANT_ID));
    }

    @Test
    @Spec(value = "XEP-0045 §5.1.1", says = "presence of roles that are not broadcast is for their own eyes")
    void hiddenRolesAreSeenByThemselvesOnly(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "presencebroadcast=moderator participant", "moderatedroom=1");

        MucTesting.sendsEntry(hag, "third");
        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives(shown("third", "affiliation='none' role='visitor'", 110));
        crone.receivesNothing();

        hag.ignoresAll();
        crone.sends(MucTesting.set("admin", "<item nick='third' role='participant'/>"));
        crone.receives(MucTesting.done());
        crone.receives(MucTesting.presence(
                "", "third", "<item affiliation='none' role='participant' jid='{hag/}'><actor nick='first'/></item>"));
        crone.sends(MucTesting.set("admin", "<item nick='third' role='visitor'/>"));
        crone.receives(MucTesting.done());
        crone.receives("<presence from='" + ROOM + "/third' type='unavailable'>{any}</presence>");
        MucTesting.leaves(hag, "third");
        crone.receivesNothing();
    }
}
