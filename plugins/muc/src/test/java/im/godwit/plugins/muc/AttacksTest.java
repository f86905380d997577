package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.gives;
import static im.godwit.plugins.muc.MucTesting.gone;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.ping.PingPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who wants to be somebody else, know more than they may, or do harm. */
@XmppTest(
        plugins = {DiscoPlugin.class, PingPlugin.class},
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, CommandsPlugin.class, MucPlugin.class}))
class AttacksTest {
    private Stage stage;
    private Actor crone;
    private Actor hag;
    private Actor mallory;

    @BeforeEach
    void enter(Stage given) {
        stage = given;
        crone = stage.client("crone");
        hag = stage.client("hag");
        mallory = stage.client("mallory");
        opens(crone, "first");
        enters(hag, "third", crone);
        enters(mallory, "evil", crone, hag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{hag/}", "{hag}", ROOM + "/third", ROOM})
    @Spec(value = "RFC 6120 §8.1.2.1", says = "a 'from' that is not the sender's is answered with invalid-from")
    void nobodySpeaksAsSomebodyElse(String from) {
        mallory.sends(
                "<message from='%s' to='%s' type='groupchat'><body>I am third</body></message>".formatted(from, ROOM));

        mallory.isClosedWith(StreamCondition.INVALID_FROM);
        hag.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<delay xmlns='urn:xmpp:delay' from='%s' stamp='2002-09-10T23:08:25Z'/>",
                "<delay xmlns='urn:xmpp:delay' from='%s/third' stamp='2002-09-10T23:08:25Z'/>",
                "<stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='de305d54-75b4-431b-adb2-eb6b9e546013'/>",
                "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='dd72603deec90a38ba552f7c68cbcc61bca202cd'/>",
                "<x xmlns='http://jabber.org/protocol/muc#user'><status code='104'/></x>",
                "<x xmlns='http://jabber.org/protocol/muc#user'><invite from='crone@example.org'/></x>",
                "<hats xmlns='urn:xmpp:hats:0'><hat title='Host' uri='urn:hat:host'/></hats>"
            })
    @Spec(
            value = "XEP-0359 §5, XEP-0045 §7.2.13",
            says = "history, stanza ids and all the room's own words are the room's")
    void nobodySpeaksAsTheRoom(String forged) {
        mallory.sends("<message to='%s' type='groupchat' id='said'><body>lies</body>%s</message>"
                .formatted(ROOM, forged.formatted(ROOM)));
        hag.receives(said("evil", "lies"));
        mallory.sends("<message to='%s/third' type='chat'><body>lies</body>%s</message>"
                .formatted(ROOM, forged.formatted(ROOM)));
        hag.receives("""
                <message from='%s/evil' type='chat'><body>lies</body>
                  <x xmlns='http://jabber.org/protocol/muc#user'/>%s
                </message>""".formatted(ROOM, OCCUPANT_ID));
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.2", says = "what is in the history is what was said, and by whom")
    void theHistoryIsNotForged() {
        mallory.sends("""
                <message to='%s' type='groupchat' id='said'><body>lies</body>
                  <delay xmlns='urn:xmpp:delay' from='%s' stamp='2002-09-10T23:08:25Z'/>
                </message>""".formatted(ROOM, ROOM));
        Actor wicca = stage.client("wicca");
        sendsEntry(wicca, "second");
        for (int i = 0; i < 4; i++) {
            wicca.receives(); // the occupants
        }

        assertThat(wicca.receives().toString())
                .contains(ROOM + "/evil", "lies", "urn:xmpp:delay")
                .doesNotContain("2002-09-10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "THIRD",
                "Third",
                "  third",
                "third  ",
                "\uFF54\uFF48\uFF49\uFF52\uFF44",
                "t\u200Dhird",
                "thir\u1D48",
                "\u212Bthird"
            })
    @Spec(
            value = "RFC 8266 §2, XEP-0045 §14.6",
            says = "a nickname that is the same by the profile, or forbidden by it")
    void nobodyLooksLikeSomebodyElse(String lookalike) {
        sendsEntry(mallory, lookalike.strip().isEmpty() ? "x" : lookalike);

        Element answer = mallory.receives();
        boolean other = lookalike.equals("\u212Bthird"); // which everybody can tell
        assertThat(answer.toString()).contains(other ? "303" : "error");
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.4, §13.2", says = "no path tells an ordinary occupant, or an outsider, a real JID")
    void hiddenAddressesStayHidden() {
        Actor outsider = stage.client("outsider");
        crone.sends(set("admin", "<item nick='third' role='visitor'><reason>hush</reason></item>"));
        hag.sends("<presence to='%s/hagatha'/>".formatted(ROOM));
        hag.sends("<message to='%s/evil' type='chat'><body>psst</body></message>".formatted(ROOM));
        crone.sends("<message to='%s' type='groupchat'><subject>Spells</subject></message>".formatted(ROOM));
        for (Actor curious : List.of(mallory, outsider)) {
            for (String request : List.of(
                    "<query xmlns='http://jabber.org/protocol/disco#info'/>",
                    "<query xmlns='http://jabber.org/protocol/disco#items'/>",
                    "<query xmlns='http://jabber.org/protocol/disco#info' node='x-roomuser-item'/>",
                    "<query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='owner'/></query>",
                    "<query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='member'/></query>",
                    "<query xmlns='http://jabber.org/protocol/muc#admin'><item role='participant'/></query>",
                    "<query xmlns='http://jabber.org/protocol/muc#admin'><item role='moderator'/></query>",
                    "<query xmlns='http://jabber.org/protocol/muc#owner'/>",
                    "<query xmlns='jabber:iq:register'/>",
                    "<vCard xmlns='vcard-temp'/>")) {
                curious.sends("<iq type='get' id='spy' to='%s'>%s</iq>".formatted(ROOM, request));
            }
            curious.sends("<iq type='set' id='spy' to='%s'>".formatted(ROOM)
                    + "<command xmlns='http://jabber.org/protocol/commands' action='execute'"
                    + " node='urn:xmpp:hats:commands:list-assigned'/></iq>");
            curious.sends("<iq type='get' id='spy' to='%s/hagatha'><ping xmlns='urn:xmpp:ping'/></iq>".formatted(ROOM));
            curious.sends("<iq type='get' id='spy' to='%s/first'><vCard xmlns='vcard-temp'/></iq>".formatted(ROOM));
        }
        gives(crone, "hagatha", "none", hag);
        sendsEntry(mallory, "evil"); // the history and the subject once more
        mallory.sends(says("end"));

        for (Element got = mallory.receives(); !got.toString().contains("end"); got = mallory.receives()) {
            assertThat(got.toString()).doesNotContain("crone@example.org", "hag@example.org");
        }
        for (int i = 0; i < 13; i++) {
            assertThat(outsider.receives().toString()).doesNotContain("crone@example.org", "hag@example.org");
        }
    }

    @Test
    @Spec(
            value = "XEP-0045 §7.5",
            says = "a private message to nobody bounces; who left gets nothing, and no address is told")
    void whoLeftGetsNoPrivateMessages() {
        leaves(hag, "third", crone, mallory);

        mallory.sends("<message to='%s/third' type='chat' id='late'><body>psst</body></message>".formatted(ROOM));
        mallory.receives(error("message", "cancel", "item-not-found"));
        mallory.sends("<iq type='get' id='late' to='%s/third'><ping xmlns='urn:xmpp:ping'/></iq>".formatted(ROOM));
        mallory.receives(error("iq", "cancel", "item-not-found"));
        hag.sends("<message to='%s/evil' type='chat' id='late'><body>psst</body></message>".formatted(ROOM));
        hag.receives(error("message", "cancel", "not-acceptable"));
        mallory.receivesNothing();
        // and whoever has the nickname now gets what is meant for that nickname, not who had it
        Actor wicca = stage.client("wicca");
        enters(wicca, "third", crone, mallory);
        mallory.sends("<message to='%s/third' type='chat'><body>psst</body></message>".formatted(ROOM));
        assertThat(wicca.receives().toString()).contains("psst");
        hag.receivesNothing();
    }

    @Test
    void whatIsToldToManyIsNotLarge() {
        String large = "x".repeat(70_000);
        crone.sends("<message to='%s' type='groupchat'><subject>%s</subject></message>"
                .formatted(ROOM, large.substring(0, 5000)));
        crone.receives(explained("message", "modify", "policy-violation"));
        crone.sends(set("admin", "<item nick='evil' role='none'><reason>%s</reason></item>".formatted(large)));
        crone.receives(explained("iq", "modify", "policy-violation"));
        crone.sends(set(
                "admin",
                "<item jid='a@example.org' affiliation='outcast'><reason>%s</reason></item>".formatted(large)));
        crone.receives(explained("iq", "modify", "policy-violation"));
        crone.sends(set("owner", "<destroy><reason>%s</reason></destroy>".formatted(large)));
        crone.receives(explained("iq", "modify", "policy-violation"));
        mallory.sends(
                "<presence to='%s/evil' type='unavailable'><status>%s</status></presence>".formatted(ROOM, large));
        crone.receives(gone("evil", "affiliation='none' role='none' jid='{mallory/}'"));
    }

    @Test
    void listsAreNotLong() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            items.append("<item jid='u%d@example.org' affiliation='member'/>".formatted(i));
        }
        crone.sends(set("admin", items.toString()));
        crone.receives(explained("iq", "modify", "policy-violation"));
        crone.sends(set("admin", items.substring(0, items.lastIndexOf("<item"))));
        crone.receives(done());
    }
}
