package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.presence;
import static im.godwit.plugins.muc.MucTesting.removed;
import static im.godwit.plugins.muc.MucTesting.result;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lists of a room, read and changed by who may: each request says only what changes. */
@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class ListsTest {
    private Actor crone;
    private Actor hag;
    private Actor wicca;

    @BeforeEach
    void people(Stage stage) {
        crone = stage.client("crone");
        hag = stage.client("hag");
        wicca = stage.client("wicca");
    }

    private void changes(String items) {
        crone.sends(set("admin", items));
        crone.receives(done());
    }

    private void lists(String affiliation, String items) {
        crone.sends(get("admin", "<item affiliation='%s'/>".formatted(affiliation)));
        crone.receives(result("admin", items));
    }

    private static String became(String nick, String affiliation, String role, int... codes) {
        String item = "<item affiliation='%s' role='%s'><actor nick='first'/></item>".formatted(affiliation, role);
        return role.equals("none") ? removed(nick, item, codes) : presence("", nick, item, codes);
    }

    @Test
    @Spec(value = "XEP-0045 §9.2", says = "the ban list is read, and changed by what changes; the banned are put out")
    void theBanList() {
        opens(crone, "first");
        enters(hag, "third", crone);
        changes("<item jid='{wicca}' affiliation='outcast'><reason>Cloven hoof</reason></item>");
        lists("outcast", "<item jid='{wicca}' affiliation='outcast'><reason>Cloven hoof</reason></item>");

        changes("<item jid='{hag}' affiliation='outcast'/><item jid='{wicca}' affiliation='none'/>");

        hag.receives(became("third", "outcast", "none", 110, 301));
        crone.receives(became("third", "outcast", "none", 301));
        lists("outcast", "<item jid='{hag}' affiliation='outcast'/>");
        sendsEntry(hag, "third");
        hag.receives(error("presence", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0045 §9.5", says = "who is taken off a members-only room's list leaves, and enters no more")
    void theMemberList() {
        opens(crone, "first", "membersonly=1");
        affiliates(crone, hag, "member");
        affiliates(crone, wicca, "member");
        enters(hag, "third", crone);
        lists(
                "member",
                "<item jid='{hag}' affiliation='member' nick='third'/><item jid='{wicca}' affiliation='member'/>");

        changes("<item jid='{hag}' affiliation='none'/><item jid='{wicca}' affiliation='admin'/>");

        hag.receives(became("third", "none", "none", 110, 321));
        crone.ignoresAll();
        lists("member", "");
        sendsEntry(hag, "third");
        hag.receives(error("presence", "auth", "registration-required"));
    }

    @Test
    @Spec(value = "XEP-0045 §10.5", says = "owners read and change the list of owners; all in the room are told")
    void theOwnerList() {
        opens(crone, "first");
        enters(hag, "third", crone);
        changes("<item jid='{hag}' affiliation='owner'/>");
        hag.receives(became("third", "owner", "moderator", 110));
        crone.receives(became("third", "owner", "moderator"));
        lists(
                "owner",
                "<item jid='{crone}' affiliation='owner' nick='first'/>"
                        + "<item jid='{hag}' affiliation='owner' nick='third'/>");

        crone.sends(set("admin", "<item jid='{hag}' affiliation='none'/><item jid='{crone}' affiliation='admin'/>"));
        crone.receives(error("iq", "cancel", "conflict"));
        hag.receivesNothing();
        affiliates(crone, hag, "admin");
        hag.sends(set("admin", "<item jid='{wicca}' affiliation='owner'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0045 §10.8", says = "owners read and change the list of admins; all in the room are told")
    void theAdminList() {
        opens(crone, "first");
        enters(hag, "third", crone);

        changes("<item jid='{hag}' affiliation='admin'/>");

        hag.receives(became("third", "admin", "moderator", 110));
        crone.receives(became("third", "admin", "moderator"));
        changes("<item jid='{wicca}' affiliation='admin'/>");
        crone.ignoresAll();
        lists("admin", "<item jid='{hag}' affiliation='admin' nick='third'/><item jid='{wicca}' affiliation='admin'/>");
        hag.ignoresAll();
        hag.sends(set("admin", "<item jid='{wicca}' affiliation='none'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
        changes("<item jid='{hag}' affiliation='none'/>");
        hag.receives(became("third", "none", "participant", 110));
    }
}
