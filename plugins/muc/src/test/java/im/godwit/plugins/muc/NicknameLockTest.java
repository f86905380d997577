package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.gone;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.MucTesting.shown;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Rooms where nicknames are locked down, to those that are registered or to the names of accounts. */
@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class NicknameLockTest {
    private static final String REGISTERED = "x-muc#roomconfig_nicknames=registered";
    private static final String ACCOUNT = "x-muc#roomconfig_nicknames=account";
    private static final String MEMBER = "affiliation='member' role='participant'";
    private static final String OWNER = "affiliation='owner' role='moderator'";
    private static final String NOBODY = "affiliation='none' role='participant'";

    private static String reserves(String account, String nickname) {
        return set("admin", "<item jid='%s' affiliation='member' nick='%s'/>".formatted(account, nickname));
    }

    private static String asks(String node) {
        return "<iq type='get' id='ask' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'%s/></iq>"
                .formatted(ROOM, node);
    }

    private static String registers(String nickname) {
        return """
                <iq type='set' id='ask' to='%s'><query xmlns='jabber:iq:register'>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#register</value></field>
                    <field var='muc#register_roomnick'><value>%s</value></field>
                  </x></query></iq>""".formatted(ROOM, nickname);
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.2", says = "who enters by another nickname enters, by the locked one, with status 210")
    void whoIsRegisteredEntersByThatNickname(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", REGISTERED);
        crone.sends(reserves("hag@example.org", "third"));
        crone.receives(done()).ignoresAll();

        sendsEntry(hag, "oldhag");

        hag.receives(shown("first", OWNER));
        hag.receives(shown("third", MEMBER, 110, 210));
        crone.receives(shown("third", MEMBER + " jid='{hag/}'"));
        hag.ignoresAll();
        sendsEntry(hag, "oldhag");
        hag.receives(shown("first", OWNER));
        hag.receives(shown("third", MEMBER, 110, 210));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.6", says = "where nicknames are locked down, another is not acceptable")
    void aLockedNicknameIsNotChanged(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", REGISTERED);
        crone.sends(reserves("hag@example.org", "third"));
        crone.receives(done());
        enters(hag, "third", crone);

        hag.sends("<presence to='" + ROOM + "/oldhag' id='n1'/>");
        hag.receives(error("presence", "cancel", "not-acceptable"));
        hag.sends("<presence to='" + ROOM + "/Third' id='n2'/>");
        hag.receives(error("presence", "cancel", "not-acceptable"));
        crone.receivesNothing();

        crone.sends("<presence to='" + ROOM + "/second'/>"); // has registered none
        crone.receives(gone("first", OWNER + " nick='second'", 110, 303));
        crone.receives(shown("second", OWNER, 110));
        crone.sends("<presence to='" + ROOM + "/third'/>");
        crone.receives(error("presence", "cancel", "conflict"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.10", says = "all see with status 210 that registering changed a nickname")
    void whoRegistersInTheRoomIsRenamed(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", REGISTERED);
        enters(hag, "oldhag", crone);

        hag.sends(registers("third"));

        hag.receives(done());
        hag.receives("<presence from='%s/oldhag'>{any}</presence>".formatted(ROOM));
        hag.receives(gone("oldhag", MEMBER + " nick='third'", 110, 303));
        hag.receives(shown("third", MEMBER, 110, 210));
        crone.receives("<presence from='%s/oldhag'>{any}</presence>".formatted(ROOM));
        crone.receives(gone("oldhag", MEMBER + " nick='third' jid='{hag/}'", 303));
        crone.receives(shown("third", MEMBER + " jid='{hag/}'", 210));
    }

    @Test
    @Spec(value = "XEP-0045 §18.1", says = "a room may lock nicknames down to the names of accounts")
    void whoIsInARoomThatLocksNicknamesIsRenamed(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "hag", "whois=anyone");
        enters(hag, "crone", crone);

        crone.sends(configuration("whois=anyone", ACCOUNT));

        // each held the other's
        hag.receives("<message from='%s' type='groupchat'>{any}</message>".formatted(ROOM));
        hag.receives(gone("hag", OWNER + " nick='crone' jid='{crone/}'", 303));
        hag.receives(gone("crone", NOBODY + " nick='hag' jid='{hag/}'", 110, 303));
        hag.receives(shown("crone", OWNER + " jid='{crone/}'", 210));
        hag.receives(shown("hag", NOBODY + " jid='{hag/}'", 110, 210));
        crone.ignoresAll();
        hag.sends("<presence to='" + ROOM + "/crone'/>");
        hag.receives(error("presence", "cancel", "not-acceptable"));
        hag.sends(says("it is me"));
        crone.receives(said("hag", "it is me"));
    }

    @Test
    @Spec(value = "XEP-0045 §18.1", says = "whoever is in the room by two nicknames is one occupant by the locked one")
    void twoNicknamesOfAUserBecomeOne(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor phone = stage.client("hag/phone");
        opens(crone, "crone", "whois=anyone");
        enters(hag, "third", crone);
        enters(phone, "oldhag", crone, hag);

        crone.sends(configuration("whois=anyone", ACCOUNT));
        crone.receives(done()).ignoresAll();
        hag.ignoresAll();
        phone.ignoresAll();

        crone.sends(set("admin", "<item nick='hag' role='visitor'/>"));
        crone.receives(done());
        hag.receives("<presence from='%s/hag'>{any}</presence>".formatted(ROOM));
        phone.receives("<presence from='%s/hag'>{any}</presence>".formatted(ROOM));
        hag.receivesNothing();
        crone.ignoresAll();
        crone.sends("<message to='%s/third' type='chat'><body>?</body></message>".formatted(ROOM));
        crone.receives(error("message", "cancel", "item-not-found"));
        MucTesting.leaves(hag, "hag", phone);
        phone.sends(says("still here"));
        phone.receives(error("message", "auth", "forbidden"));
        MucTesting.leaves(phone, "hag");
        crone.ignoresAll();
        sendsEntry(phone, "hag");
        phone.receives(shown("crone", OWNER + " jid='{crone/}'"));
    }

    @Test
    @Spec(value = "XEP-0045 §18.1", says = "a locked nickname is a reserved one, which its owner may discover (§7.12)")
    void aLockedNicknameIsReserved(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "crone", "whois=anyone", ACCOUNT);

        hag.sends(asks(" node='x-roomuser-item'"));
        hag.receives("""
                <iq type='result' from='%s'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='x-roomuser-item'>
                    <identity category='conference' type='text' name='hag'/>
                  </query>
                </iq>""".formatted(ROOM));
        hag.sends(registers("third"));
        hag.receives(error("iq", "cancel", "not-acceptable"));
        crone.sends(reserves("wicca@example.org", "hag"));
        crone.receives(error("iq", "cancel", "not-acceptable"));
        hag.sends(registers("hag"));
        hag.receives(done());
    }

    @Test
    @Spec(value = "XEP-0045 §6.4", says = "a room tells how it is configured")
    void aRoomTellsThatNicknamesAreLockedDown(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(asks(""));
        assertThat(crone.receives().toString()).doesNotContain("roomconfig_nicknames");
        crone.sends(configuration(REGISTERED));
        crone.receives(done()).ignoresAll();
        crone.sends(asks(""));
        assertThat(crone.receives().toString()).contains("x-muc#roomconfig_nicknames");
    }

    @Test
    void namesOfAccountsHideNoAddress(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(configuration(ACCOUNT));
        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.sends(configuration("x-muc#roomconfig_nicknames=something"));
        crone.receives(explained("iq", "modify", "not-acceptable"));
    }
}
