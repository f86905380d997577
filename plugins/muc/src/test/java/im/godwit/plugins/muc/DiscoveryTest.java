package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = DiscoPlugin.class,
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, MucPlugin.class}))
class DiscoveryTest {
    private static final String SERVICE = "conference.example.org";

    private static String disco(String what, String to, String node) {
        return "<iq type='get' id='disco' to='%s'><query xmlns='http://jabber.org/protocol/disco#%s'%s/></iq>"
                .formatted(to, what, node.isEmpty() ? "" : " node='" + node + "'");
    }

    private static String items(String from, String items) {
        return "<iq type='result' from='%s'><query xmlns='http://jabber.org/protocol/disco#items'>%s</query></iq>"
                .formatted(from, items);
    }

    @Test
    @Spec(value = "XEP-0045 §6.1, §6.2", says = "the domain lists the service, which says what it is")
    void theServiceIsFound(Stage stage) {
        Actor hag = stage.client("hag");

        hag.sends(disco("items", "example.org", ""));
        hag.receives(items("example.org", "<item jid='conference.example.org'/>"));
        hag.sends(disco("info", SERVICE, ""));
        assertThat(hag.receives().toString())
                .contains("category='conference' type='text'")
                .contains(
                        "'http://jabber.org/protocol/muc'",
                        "'http://jabber.org/protocol/muc#stable_id'",
                        "'urn:xmpp:occupant-id:0'",
                        "'urn:xmpp:rai:0'");
    }

    @Test
    @Spec(value = "XEP-0045 §6.3", says = "the service lists its public rooms, in memory or not")
    void publicRoomsAreListed(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        hag.sends(disco("items", SERVICE, ""));
        hag.receives(items(SERVICE, ""));
        opens(crone, "first", "roomname=Cave");

        hag.sends(disco("items", SERVICE, ""));
        hag.receives(items(SERVICE, "<item jid='" + ROOM + "' name='Cave'/>"));
        crone.sends(MucTesting.configuration("persistentroom=1"));
        crone.receives(done());
        hag.sends(disco("items", SERVICE, ""));
        hag.receives(items(SERVICE, "<item jid='" + ROOM + "' name='Cave'/>"));
        leaves(crone, "first");
        hag.sends(disco("items", SERVICE, ""));
        hag.receives(items(SERVICE, "<item jid='" + ROOM + "' name='Cave'/>"));
        crone.sends(MucTesting.configuration("publicroom=0"));
        hag.sends(disco("items", SERVICE, ""));
        hag.receives(items(SERVICE, ""));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.10", says = "a room that is not configured yet is not listed")
    void lockedRoomsAreNotListed(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        sendsEntry(crone, "first");

        hag.sends(disco("items", SERVICE, ""));
        hag.receives(items(SERVICE, ""));
        hag.sends(disco("info", ROOM, ""));
        hag.receives(error("iq", "cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0045 §6.4", says = "a room says what it is")
    void aRoomSaysWhatItIs(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "roomname=Cave", "roomdesc=Dark", "lang=en", "changesubject=1");
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject>Spells</subject></message>");

        hag.sends(disco("info", ROOM, ""));

        assertThat(hag.receives().toString())
                .contains("category='conference' type='text' name='Cave'")
                .contains("muc_public", "muc_temporary", "muc_open", "muc_unmoderated", "muc_unsecured")
                .contains("muc_semianonymous", "self-ping-optimization", "urn:xmpp:occupant-id:0", "urn:xmpp:sid:0")
                .contains("<value>Dark</value>", "<value>en</value>", "<value>Spells</value>")
                .contains("muc#roominfo_occupants")
                .doesNotContain("crone@example.org");
    }

    @Test
    @Spec(value = "XEP-0045 §16.3", says = "each type of room has its feature")
    void eachTypeHasItsFeature(Stage stage) {
        Actor crone = stage.client("crone");
        opens(
                crone,
                "first",
                "publicroom=0",
                "persistentroom=1",
                "membersonly=1",
                "moderatedroom=1",
                "passwordprotectedroom=1",
                "roomsecret=cauldronburn",
                "whois=anyone");

        crone.sends(disco("info", ROOM, ""));

        assertThat(crone.receives().toString())
                .contains("muc_hidden", "muc_persistent", "muc_membersonly", "muc_moderated", "muc_passwordprotected")
                .contains("muc_nonanonymous", "<value>crone@example.org</value>")
                .doesNotContain("cauldronburn");
    }

    @Test
    @Spec(value = "XEP-0045 §14.4", says = "subject and occupants of a closed room are for those who belong to it")
    void aClosedRoomTellsLittle(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "membersonly=1");
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject>Spells</subject></message>");
        crone.ignoresAll();

        hag.sends(disco("info", ROOM, ""));
        assertThat(hag.receives().toString()).doesNotContain("Spells", "muc#roominfo_occupants");
        affiliates(crone, hag, "member");
        hag.sends(disco("info", ROOM, ""));
        assertThat(hag.receives().toString()).contains("Spells", "muc#roominfo_occupants");
    }

    @Test
    @Spec(value = "XEP-0045 §6.5", says = "only occupants get to know the occupants")
    void occupantsAreListedToOccupants(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends(disco("items", ROOM, ""));
        hag.receives(items(ROOM, ""));
        enters(hag, "third", crone);
        hag.sends(disco("items", ROOM, ""));
        hag.receives(items(ROOM, "<item jid='" + ROOM + "/first'/><item jid='" + ROOM + "/third'/>"));
    }

    @Test
    @Spec(value = "XEP-0045 §6.6", says = "who is not in a room asks nothing of its occupants")
    void outsidersDoNotAskOccupants(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends(disco("info", ROOM + "/first", ""));

        hag.receives(MucTesting.explained("iq", "modify", "bad-request"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.12, §18.1.1", says = "nodes of rooms: the reserved nickname, the traffic")
    void nodesOfRooms(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        String empty = "<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info' node='x-roomuser-item'>"
                + "%s</query></iq>";

        hag.sends(disco("info", ROOM, "x-roomuser-item"));
        hag.receives(empty.formatted(""));
        crone.sends(set("admin", "<item jid='{hag}' affiliation='member' nick='third'/>"));
        crone.receives(done());
        hag.sends(disco("info", ROOM, "x-roomuser-item"));
        hag.receives(empty.formatted("<identity category='conference' type='text' name='third'/>"));
        hag.sends(disco("info", ROOM, "http://jabber.org/protocol/muc#traffic"));
        hag.receives(error("iq", "cancel", "service-unavailable"));
        hag.sends(disco("info", ROOM, "nothing"));
        hag.receives(error("iq", "cancel", "item-not-found"));
        hag.sends(disco("items", ROOM, "nothing"));
        hag.receives(error("iq", "cancel", "item-not-found"));
        hag.sends(disco("items", "nowhere@conference.example.org", ""));
        hag.receives(error("iq", "cancel", "item-not-found"));
    }
}
