package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

/** In a semi-anonymous room nobody but moderators gets to know a real JID, whatever happens. */
@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, MucPlugin.class}))
class AnonymityTest {
    /** Looks at all that an actor got, and forgets it. */
    private static int knowsNobody(Actor actor) {
        actor.sends("<message to='" + ROOM + "' type='chat' id='end'/>");
        int seen = 0;
        for (Element next = actor.receives();
                !next.attribute("id").filter("end"::equals).isPresent();
                next = actor.receives()) {
            assertThat(next.withoutAttribute("to").toString()).doesNotContain("wicca@", "crone@");
            seen++;
        }
        return seen;
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.4", says = "only moderators get real JIDs")
    void nothingThatHappensTellsARealJid(Stage stage) {
        Actor crone = stage.online("crone");
        Actor wicca = stage.online("wicca");
        Actor hag = stage.online("hag");
        opens(crone, "first", "persistentroom=1");
        enters(wicca, "second", crone);
        wicca.sends(says("before"));
        wicca.sends("<message to='" + ROOM + "' type='groupchat'><subject>no</subject></message>");
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject>yes</subject></message>");

        sendsEntry(hag, "third");
        wicca.sends(says("hello"));
        wicca.sends("<message to='" + ROOM + "/third' type='chat'><body>psst</body></message>");
        wicca.sends("<presence to='" + ROOM + "/second'><show>away</show></presence>");
        wicca.sends("<presence to='" + ROOM + "/another'/>");
        crone.sends(set("admin", "<item nick='another' role='visitor'><reason>r</reason></item>"));
        crone.sends(set("admin", "<item nick='another' role='moderator'/>"));
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='member'/>"));
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='admin'/>"));
        crone.sends(configuration("moderatedroom=1", "roomadmins="));
        crone.sends(configuration("moderatedroom=0"));
        wicca.sends("<iq type='get' id='x' to='" + ROOM + "/third'><query xmlns='jabber:iq:version'/></iq>");
        crone.sends(set("admin", "<item nick='another' role='none'/>"));
        enters(wicca, "second", crone);
        leaves(wicca, "second", crone);
        enters(wicca, "second", crone);
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='outcast'/>"));
        assertThat(knowsNobody(hag)).isGreaterThan(20);

        hag.sends(
                "<iq type='get' id='1' to='" + ROOM + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        hag.sends(
                "<iq type='get' id='2' to='" + ROOM + "'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        for (String list : new String[] {"outcast", "member", "admin", "owner"}) {
            hag.sends(get("admin", "<item affiliation='" + list + "'/>"));
        }
        for (String list : new String[] {"visitor", "participant", "moderator"}) {
            hag.sends(get("admin", "<item role='" + list + "'/>"));
        }
        hag.sends(get("owner", ""));
        hag.sends("<message to='" + ROOM + "'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='nobody@example.org'/></x></message>");
        assertThat(knowsNobody(hag)).isEqualTo(11);
        crone.sends(set("owner", "<destroy/>"));
        assertThat(hag.receives().toString()).doesNotContain("crone@");
    }

    @Test
    @Spec(value = "XEP-0045 §7.8.2", says = "an invitation from a semi-anonymous room names the occupant only")
    void anInvitationNamesTheOccupant(Stage stage) {
        Actor crone = stage.online("crone");
        Actor hag = stage.online("hag");
        opens(crone, "first");

        crone.sends("<message to='" + ROOM + "'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='{hag}'/></x></message>");

        assertThat(hag.receives().toString())
                .contains("from='" + ROOM + "/first'")
                .doesNotContain("crone@");
    }
}
