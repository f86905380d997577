package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.result;
import static im.godwit.plugins.muc.MucTesting.set;

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
class InvitationTest {
    private static String invites(String to) {
        return """
                <message to='%s' id='i1'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite to='%s'><reason>Come!</reason></invite>
                </x></message>""".formatted(ROOM, to);
    }

    @Test
    @Spec(value = "XEP-0045 §7.8.2", says = "the room passes an invitation on, with its password, and a refusal back")
    void anInvitationGoesThereAndARefusalBack(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hecate = stage.online("hecate");
        opens(crone, "first", "passwordprotectedroom=1", "roomsecret=cauldronburn", "whois=anyone");

        crone.sends(invites("{hecate}"));
        hecate.receives("""
                <message from='%s' to='{hecate}' id='i1'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite from='{crone}'><reason>Come!</reason></invite><password>cauldronburn</password>
                </x></message>""".formatted(ROOM));

        hecate.sends("""
                <message to='%s' id='d1'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <decline to='{crone}'><reason>Too busy</reason></decline>
                </x></message>""".formatted(ROOM));
        crone.receives("""
                <message from='%s' to='{crone/}' id='d1'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <decline from='{hecate}'><reason>Too busy</reason></decline>
                </x></message>""".formatted(ROOM));
    }

    @Test
    @Spec(value = "XEP-0045 §7.9", says = "an invitation may continue a conversation of two; several go together")
    void severalAreInvitedToContinue(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hecate = stage.online("hecate");
        Actor hag = stage.online("hag");
        opens(crone, "first");

        crone.sends("""
                <message to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite to='{hecate/}'><continue thread='e0ff'/></invite><invite to='{hag}'><continue/></invite>
                </x></message>""".formatted(ROOM));

        hecate.receives("""
                <message from='%s' to='{hecate/}'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite from='%s/first'><continue thread='e0ff'/></invite></x></message>""".formatted(ROOM, ROOM));
        hag.receives("""
                <message from='%s' to='{hag}'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite from='%s/first'><continue/></invite></x></message>""".formatted(ROOM, ROOM));
    }

    @Test
    @Spec(value = "XEP-0045 §7.8.2", says = "who was not invited has nothing to decline")
    void onlyTheInvitedDecline(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends("""
                <message to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <decline to='{crone}'><reason>spam</reason></decline></x></message>""".formatted(ROOM));

        hag.receives(explained("message", "cancel", "item-not-found"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.8.2", says = "the inviter hears that an invitation could not be delivered")
    void anInvitationThatComesBackIsTold(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(invites("nobody@example.org"));

        crone.receives("""
                <message type='error' id='i1' from='%s'>{any}
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""".formatted(ROOM));
    }

    @Test
    @Spec(value = "XEP-0045 §9.5", says = "to a members-only room only admins invite, and members where they may")
    void aMembersOnlyRoomIsForAdminsToInviteTo(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor hecate = stage.online("hecate");
        opens(crone, "first", "membersonly=1");
        affiliates(crone, hag, "member");
        enters(hag, "third", crone);

        hag.sends(invites("{hecate}"));
        hag.receives(error("message", "auth", "forbidden"));
        hecate.receivesNothing();

        crone.sends(MucTesting.configuration("allowinvites=1"));
        crone.ignoresAll();
        hag.ignoresAll();
        hag.sends(invites("{hecate}"));
        hecate.receives("<message from='" + ROOM + "'>{any}</message>");
        crone.sends(get("admin", "<item affiliation='member'/>"));
        crone.receives(result(
                "admin",
                "<item affiliation='member' jid='{hag}' nick='third'/>"
                        + "<item affiliation='member' jid='{hecate}'/>"));
    }

    @Test
    @Spec(value = "XEP-0045 §9.5", says = "an invitation to an open room makes no member")
    void anInvitationToAnOpenRoomMakesNoMember(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hecate = stage.online("hecate");
        opens(crone, "first");

        crone.sends(invites("{hecate}"));

        hecate.receives("<message from='" + ROOM + "'>{any}</message>");
        crone.sends(get("admin", "<item affiliation='member'/>"));
        crone.receives(result("admin", ""));
    }

    @Test
    @Spec(value = "XEP-0045 §9.5", says = "who is made a member of a members-only room is invited")
    void newMembersAreInvited(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hecate = stage.online("hecate");
        opens(crone, "first", "membersonly=1", "passwordprotectedroom=1", "roomsecret=cauldronburn");

        crone.sends(set("admin", "<item jid='{hecate}' affiliation='member'/>"));

        crone.receives(done());
        hecate.receives("""
                <message from='%s' to='{hecate}'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <invite from='%s/first'/><password>cauldronburn</password></x></message>""".formatted(ROOM, ROOM));
    }

    @Test
    void outsidersDoNotInvite(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor hecate = stage.online("hecate");
        opens(crone, "first");

        hag.sends(invites("{hecate}"));

        hag.receives(error("message", "cancel", "not-acceptable"));
        hecate.receivesNothing();
    }

    @Test
    void malformedInvitationsAreRefused(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(invites("@"));
        crone.receives(explained("message", "modify", "jid-malformed"));
        crone.sends(
                "<message to='" + ROOM + "'><x xmlns='http://jabber.org/protocol/muc#user'><invite/></x></message>");
        crone.receives(explained("message", "modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0249 §2", says = "a direct invitation goes past the room")
    void aDirectInvitationGoesPastTheRoom(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hecate = stage.online("hecate");

        crone.sends("<message to='{hecate}'><x xmlns='jabber:x:conference' jid='" + ROOM + "'/></message>");

        hecate.receives("<message from='{crone/}'><x xmlns='jabber:x:conference' jid='" + ROOM + "'/></message>");
    }
}
