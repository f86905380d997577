package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.result;
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
class RegistrationTest {
    private static final String DONE = "<iq type='result' id='reg' from='" + ROOM + "'/>";

    private static String register(String type, String content) {
        return "<iq type='%s' id='reg' to='%s'><query xmlns='jabber:iq:register'>%s</query></iq>"
                .formatted(type, ROOM, content);
    }

    private static String submits(String nick) {
        return register("set", """
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#register</value></field>
                  <field var='muc#register_roomnick'><value>%s</value></field>
                </x>""".formatted(nick));
    }

    @Test
    @Spec(value = "XEP-0045 §7.10", says = "who registers with an open room is a member with a nickname at once")
    void whoRegistersIsAMember(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends(register("get", ""));
        hag.receives("""
                <iq type='result'><query xmlns='jabber:iq:register'><instructions>{any}</instructions>
                  <x xmlns='jabber:x:data' type='form'><title>{any}</title><instructions>{any}</instructions>
                    <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#register</value></field>
                    <field var='muc#register_roomnick' type='text-single'><required/></field>
                  </x></query></iq>""");
        hag.sends(submits("third"));
        hag.receives(DONE);
        hag.receives("<presence from='" + ROOM + "/third'>{any}</presence>");
        crone.receives("<presence from='" + ROOM + "/third'>{any}</presence>");
        hag.sends(register("get", ""));
        hag.receives("<iq type='result'><query xmlns='jabber:iq:register'>"
                + "<registered/><username>third</username></query></iq>");
        crone.sends(get("admin", "<item affiliation='member'/>"));
        crone.receives(result("admin", "<item affiliation='member' jid='{hag}' nick='third'/>"));

        hag.sends(register("set", "<remove/>"));
        hag.receives(DONE);
        crone.ignoresAll();
        crone.sends(get("admin", "<item affiliation='member'/>"));
        crone.receives(result("admin", ""));
    }

    @Test
    @Spec(value = "XEP-0045 §7.10", says = "registration has its errors")
    void registrationHasItsErrors(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        hag.sends(register("get", ""));
        hag.receives(error("iq", "cancel", "item-not-found"));
        opens(crone, "first");

        hag.sends(submits("first"));
        hag.receives(error("iq", "cancel", "conflict"));
        hag.sends(register("set", ""));
        hag.receives(explained("iq", "modify", "bad-request"));
        hag.sends(submits(" "));
        hag.receives(explained("iq", "modify", "bad-request"));
        hag.sends(register("set", "<remove/>"));
        hag.receives(error("iq", "cancel", "not-allowed"));
        affiliates(crone, hag, "outcast");
        hag.sends(register("get", ""));
        hag.receives(error("iq", "cancel", "not-allowed"));
        hag.sends(submits("third"));
        hag.receives(error("iq", "cancel", "not-allowed"));
    }

    @Test
    @Spec(value = "XEP-0045 §9.9", says = "where membership opens doors, an admin approves")
    void anAdminApproves(Stage stage) {
        Actor crone = stage.online("crone");
        Actor hag = stage.online("hag");
        opens(crone, "first", "membersonly=1");

        hag.sends(submits("third"));

        hag.receives(DONE);
        crone.receives("""
                <message from='%s' to='{crone}'><x xmlns='jabber:x:data' type='form'>
                  <title>{any}</title><instructions>{any}</instructions>
                  <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#register</value></field>
                  <field var='muc#jid' type='jid-single'><value>{hag}</value></field>
                  <field var='muc#register_roomnick' type='text-single'><value>third</value></field>
                  <field var='muc#register_allow' type='boolean'><value>0</value></field>
                </x></message>""".formatted(ROOM));
        approves(hag, "1");
        hag.receives(error("message", "auth", "forbidden"));
        approves(crone, "0");
        MucTesting.sendsEntry(hag, "third");
        hag.receives(error("presence", "auth", "registration-required"));
        approves(crone, "1");
        hag.receives("<message from='" + ROOM + "'>{any}</message>");
        MucTesting.sendsEntry(hag, "third");
        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
    }

    private static void approves(Actor admin, String allow) {
        admin.sends("""
                <message to='%s'><x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#register</value></field>
                  <field var='muc#jid'><value>{hag}</value></field>
                  <field var='muc#register_roomnick'><value>third</value></field>
                  <field var='muc#register_allow'><value>%s</value></field>
                </x></message>""".formatted(ROOM, allow));
    }
}
