package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.NO_SUBJECT;
import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.SAID_IDS;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.MucTesting.shown;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, MucPlugin.class}))
class EnteringTest {
    @Test
    @Spec(value = "XEP-0045 §7.1", says = "first the others, then oneself, then the history, then the subject")
    void whoEntersIsShownTheRoomInOrder(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends(says("hello"));
        crone.ignoresAll();

        sendsEntry(hag, "third");

        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives("""
                <presence from='%s/third' to='{hag/}' id='enter'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='participant'/><status code='110'/>
                  </x>%s
                </presence>""".formatted(ROOM, OCCUPANT_ID));
        hag.receives("""
                <message from='%s/first' type='groupchat' id='said'>
                  <body>hello</body>%s<delay xmlns='urn:xmpp:delay' from='%s' stamp='{any}'/>
                </message>""".formatted(ROOM, SAID_IDS, ROOM));
        hag.receives(NO_SUBJECT);
        hag.receivesNothing();
        crone.receives(shown("third", "affiliation='none' role='participant' jid='{hag/}'"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.1", says = "without a nickname there is no entry")
    void aNicknameIsNeeded(Stage stage) {
        Actor hag = stage.client("hag");

        hag.sends("<presence to='" + ROOM + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");

        hag.receives(explained("presence", "modify", "jid-malformed"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.2", says = "a nickname that the service prepared is told with status 210")
    void aChangedNicknameIsTold(Stage stage) {
        Actor crone = stage.client("crone");

        sendsEntry(crone, "first  witch");

        crone.receives(shown("first witch", "affiliation='owner' role='moderator'", 110, 201, 210));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.3", says = "everybody sees real JIDs in a non-anonymous room, and is warned of it")
    void aNonAnonymousRoomShowsJidsAndWarns(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first", "whois=anyone");
        enters(wicca, "second", crone);

        sendsEntry(hag, "third");

        hag.receives(shown("first", "affiliation='owner' role='moderator' jid='{crone/}'"));
        hag.receives(shown("second", "affiliation='none' role='participant' jid='{wicca/}'"));
        hag.receives(shown("third", "affiliation='none' role='participant' jid='{hag/}'", 100, 110));
        wicca.receives(shown("third", "affiliation='none' role='participant' jid='{hag/}'"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.12", says = "who enters a logged room is warned with status 170")
    void aLoggedRoomWarns(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "enablelogging=1");

        sendsEntry(hag, "third");

        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives(shown("third", "affiliation='none' role='participant'", 110, 170));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.5", says = "the password must be right")
    void aPasswordOpensAProtectedRoom(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "passwordprotectedroom=1", "roomsecret=cauldronburn");

        sendsEntry(hag, "third");
        hag.receives(error("presence", "auth", "not-authorized"));
        sendsEntry(hag, "third", "<password>wrong</password>");
        hag.receives(error("presence", "auth", "not-authorized"));
        crone.receivesNothing();

        sendsEntry(hag, "third", "<password>cauldronburn</password>");
        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.6", says = "only members enter a members-only room")
    void aMembersOnlyRoomIsForMembers(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "membersonly=1");

        sendsEntry(hag, "third");
        hag.receives(error("presence", "auth", "registration-required"));

        affiliates(crone, hag, "member");
        sendsEntry(hag, "third");
        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives(shown("third", "affiliation='member' role='participant'", 110));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.7", says = "who is banned does not enter")
    void outcastsStayOut(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        affiliates(crone, hag, "outcast");

        sendsEntry(hag, "third");

        hag.receives(error("presence", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0045 §9.2", says = "a ban of a domain is one of all its users but those affiliated otherwise")
    void aBannedDomainStaysOut(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends(set("admin", "<item jid='example.org' affiliation='outcast'/>"));
        crone.receives(done());

        sendsEntry(hag, "third");

        hag.receives(error("presence", "auth", "forbidden"));
        affiliates(crone, hag, "member");
        sendsEntry(hag, "third");
        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.8", says = "nobody takes another's nickname, nor one that only looks different")
    void aNicknameInUseIsAConflict(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        sendsEntry(hag, "first");
        hag.receives(error("presence", "cancel", "conflict"));
        sendsEntry(hag, " First ");
        hag.receives(error("presence", "cancel", "conflict"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.8", says = "a nickname that is reserved by another is a conflict")
    void aReservedNicknameIsAConflict(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends(set("admin", "<item jid='wicca@example.org' affiliation='member' nick='second'/>"));
        crone.receives(done());

        sendsEntry(hag, "second");

        hag.receives(error("presence", "cancel", "conflict"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.8", says = "clients of one user may share a nickname, and all get all messages")
    void clientsOfOneUserShareANickname(Stage stage) {
        Actor crone = stage.client("crone");
        Actor desk = stage.client("hag/desk");
        Actor phone = stage.client("hag/phone");
        opens(crone, "first");
        enters(desk, "third", crone);

        sendsEntry(phone, "third");

        phone.receives(shown("first", "affiliation='owner' role='moderator'"));
        phone.receives(shown("third", "affiliation='none' role='participant' jid='{hag/phone}'", 110));
        phone.receives(NO_SUBJECT);
        desk.receives(shown("third", "affiliation='none' role='participant' jid='{hag/phone}'", 110));
        crone.receives(shown("third", "affiliation='none' role='participant' jid='{hag/phone}'"));
        phone.sends(says("from the phone"));
        desk.receives(said("third", "from the phone"));
        phone.receives(said("third", "from the phone"));
        crone.receives(said("third", "from the phone"));

        leaves(phone, "third");
        crone.receives(shown("third", "affiliation='none' role='participant' jid='{hag/desk}'"));
        desk.receives(shown("third", "affiliation='none' role='participant' jid='{hag/desk}'", 110));
        desk.sends(says("still here"));
        crone.receives(said("third", "still here"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.9", says = "a full room takes only admins and owners")
    void aFullRoomTakesOnlyAdmins(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first", "maxusers=1");

        sendsEntry(hag, "third");
        hag.receives(error("presence", "wait", "service-unavailable"));

        affiliates(crone, wicca, "admin");
        sendsEntry(wicca, "second");
        wicca.receives(shown("first", "affiliation='owner' role='moderator' jid='{crone/}'"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.10", says = "nobody enters before the room is configured")
    void aLockedRoomIsNotThere(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        sendsEntry(crone, "first");
        crone.ignoresAll();

        sendsEntry(hag, "third");
        hag.receives(error("presence", "cancel", "item-not-found"));
        crone.sends(says("anybody?"));
        crone.receives(error("message", "cancel", "item-not-found"));

        crone.sends(configuration());
        crone.receives(done());
        sendsEntry(hag, "third");
        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
    }

    @Test
    @Spec(value = "XEP-0045 §17.3", says = "who enters again gets all that it would get on entering")
    void enteringAgainShowsTheRoomAgain(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        sendsEntry(hag, "third");

        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives(shown("third", "affiliation='none' role='participant'", 110));
        hag.receives(NO_SUBJECT);
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.18", says = "presence from outside without a wish to enter is answered with a kick")
    void presenceFromOutsideIsAnsweredWithAKick(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends("<presence to='" + ROOM + "/third'/>");

        hag.receives("""
                <presence from='%s/third' type='unavailable'>
                  <x xmlns='http://jabber.org/protocol/muc#user'>
                    <item affiliation='none' role='none'><reason>{any}</reason></item>
                    <status code='110'/><status code='307'/><status code='333'/>
                  </x>
                </presence>""".formatted(ROOM));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §17.3", says = "other presence is no wish to enter or leave")
    void probesChangeNothing(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("<presence to='" + ROOM + "/first' type='probe'/>");
        stage.client("wicca").sends("<presence to='" + ROOM + "/second' type='probe'/>");

        hag.receivesNothing();
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §17.3", says = "what only the room may say is not reflected")
    void claimsOfRolesAreNotReflected(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends("""
                <presence to='%s/third'>
                  <x xmlns='http://jabber.org/protocol/muc'/>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='owner' role='moderator'/></x>
                  <occupant-id xmlns='urn:xmpp:occupant-id:0' id='forged'/>
                  <show>away</show><mood xmlns='urn:example:mood'/>
                </presence>""".formatted(ROOM));

        crone.receives("""
                <presence from='%s/third'>
                  <show>away</show><mood xmlns='urn:example:mood'/>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='participant'/></x>%s
                </presence>""".formatted(ROOM, OCCUPANT_ID));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.14", says = "a wish for history that makes no sense is refused")
    void aSenselessWishForHistoryIsRefused(Stage stage) {
        Actor hag = stage.client("hag");
        for (String wish : new String[] {"maxchars='-1'", "maxstanzas='many'", "seconds=''", "since='yesterday'"}) {
            sendsEntry(hag, "third", "<history " + wish + "/>");
            hag.receives(explained("presence", "modify", "bad-request"));
        }
    }
}
