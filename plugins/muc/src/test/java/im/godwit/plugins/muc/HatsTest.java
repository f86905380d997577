package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.shown;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        plugins = {},
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, CommandsPlugin.class, MucPlugin.class}))
class HatsTest {
    private static final String CHANGED = "<message from='" + ROOM + "' type='groupchat' id='{any}'>"
            + "<x xmlns='http://jabber.org/protocol/muc#user'><status code='104'/></x></message>";
    private static final String HOST = field("uri", "urn:hat:host");
    private static final String HOST_HAT = "<hat title='Host' uri='urn:hat:host' hue='327.25'/>";

    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void enter(Stage given) {
        stage = given;
        crone = stage.client("crone");
        hag = stage.client("hag");
        opens(crone, "first", "persistentroom=1");
        enters(hag, "third", crone);
    }

    private static String field(String var, String value) {
        return "<field var='hats#%s'><value>%s</value></field>".formatted(var, value);
    }

    /** A command with a form, in one request. */
    private static String command(String node, String fields) {
        String form = fields.isEmpty() ? "" : "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>";
        return """
                <iq type='set' id='hat' to='%s'>
                  <command xmlns='http://jabber.org/protocol/commands' action='execute'
                      node='urn:xmpp:hats:commands:%s'>%s</command>
                </iq>""".formatted(ROOM, node, form);
    }

    private static String completed(String node, String payload) {
        return """
                <iq type='result' id='hat' from='%s'>
                  <command xmlns='http://jabber.org/protocol/commands' node='urn:xmpp:hats:commands:%s'
                      status='completed' sessionid='{any}'>%s</command>
                </iq>""".formatted(ROOM, node, payload);
    }

    /** Presence with hats. */
    private static String dressed(String presence, String hats) {
        return presence.replace(OCCUPANT_ID, OCCUPANT_ID + "<hats xmlns='urn:xmpp:hats:0'>" + hats + "</hats>");
    }

    private void runs(Actor actor, String node, String fields) {
        actor.sends(command(node, fields));
        actor.receives(completed(node, ""));
    }

    private void definesHost() {
        runs(crone, "create", HOST + field("title", "Host") + field("hue", "327.25"));
        crone.ignoresAll();
        hag.ignoresAll();
    }

    private static String third(String... jid) {
        return shown(
                "third", "affiliation='none' role='participant'" + (jid.length == 0 ? "" : " jid='" + jid[0] + "'"));
    }

    private void givesHost() {
        definesHost();
        runs(crone, "assign", field("jid", "hag@example.org") + HOST);
        crone.ignoresAll();
        hag.ignoresAll();
    }

    @Test
    @Spec(value = "XEP-0317 §4.2", says = "an owner creates a hat by a form; the room says that something changed")
    void anOwnerCreatesAHatStepByStep() {
        crone.sends(command("create", ""));
        String form = crone.receives().toString();
        assertThat(form).contains("status='executing'", "urn:xmpp:hats:commands", "hats#title", "hats#uri", "hats#hue");
        String session = form.replaceAll("(?s).*sessionid='([^']+)'.*", "$1");

        crone.sends(command("create", HOST + field("title", "Host"))
                .replace("action='execute'", "sessionid='" + session + "'"));

        crone.receives(completed("create", ""));
        crone.receives(CHANGED);
        hag.receives(CHANGED);
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0317 §4.1, §4.5", says = "an assigned hat is in presence, at once and for who enters later")
    void aHatIsSeenInPresence() {
        definesHost();

        runs(crone, "assign", field("jid", "hag@example.org") + HOST);

        crone.receives(dressed(third("{hag/}"), HOST_HAT));
        hag.receives(dressed(shown("third", "affiliation='none' role='participant' jid='{hag/}'", 110), HOST_HAT));
        Actor wicca = stage.client("wicca");
        sendsEntry(wicca, "second");
        wicca.receives(shown("first", "affiliation='owner' role='moderator'"));
        wicca.receives(dressed(third(), HOST_HAT));
    }

    @Test
    @Spec(value = "XEP-0317 §4.2", says = "an updated hat is shown anew")
    void aChangedHatIsShownAnew() {
        givesHost();

        runs(crone, "create", HOST + field("title", "Hostess"));

        crone.receives(CHANGED);
        crone.receives(dressed(third("{hag/}"), "<hat title='Hostess' uri='urn:hat:host'/>"));
        hag.ignoresAll();
        runs(crone, "create", HOST + field("title", "Hostess")); // nothing new
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0317 §4.3", says = "a destroyed hat is removed from all who wear it")
    void aDestroyedHatIsTakenOff() {
        givesHost();

        runs(crone, "destroy", HOST);

        crone.receives(CHANGED);
        crone.receives(third("{hag/}"));
        hag.receives(CHANGED);
        hag.receives(shown("third", "affiliation='none' role='participant' jid='{hag/}'", 110));
        crone.sends(command("destroy", ""));
        assertThat(crone.receives().toString()).contains("no hats yet");
    }

    @Test
    @Spec(value = "XEP-0317 §4.6", says = "a removed hat is not shown any more")
    void aHatIsTakenOff() {
        givesHost();

        runs(crone, "unassign", field("jid", "hag@example.org") + HOST);

        crone.receives(third("{hag/}"));
    }

    @Test
    @Spec(value = "XEP-0317 §4.4, §4.7", says = "the hats and who wears them are listed")
    void hatsAreListed() {
        givesHost();
        hag.sends(command("list", ""));
        hag.receives(completed("list", """
                <x xmlns='jabber:x:data' type='result'><title>Hats List</title>
                  <reported><field var='hats#title'/><field var='hats#uri'/><field var='hats#hue'/></reported>
                  <item>
                    <field var='hats#title'><value>Host</value></field>
                    <field var='hats#uri'><value>urn:hat:host</value></field>
                    <field var='hats#hue'><value>327.25</value></field>
                  </item>
                </x>"""));
        crone.sends(command("list-assigned", ""));
        crone.receives(completed("list-assigned", """
                <x xmlns='jabber:x:data' type='result'><title>Assigned Hats List</title>
                  <reported><field var='hats#jid'/><field var='hats#uri'/><field var='hats#title'/>
                    <field var='hats#hue'/></reported>
                  <item>
                    <field var='hats#jid'><value>hag@example.org</value></field>
                    <field var='hats#uri'><value>urn:hat:host</value></field>
                    <field var='hats#title'><value>Host</value></field>
                    <field var='hats#hue'><value>327.25</value></field>
                  </item>
                </x>"""));
    }

    @Test
    @Spec(value = "XEP-0317 §4.2, §4.5", says = "hats of a persistent room last")
    void hatsLast() {
        givesHost();
        leaves(hag, "third", crone);
        leaves(crone, "first");

        sendsEntry(hag, "third");

        hag.receives(dressed(shown("third", "affiliation='none' role='participant' jid='{hag/}'", 110, 170), HOST_HAT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "destroy", "assign", "unassign", "list-assigned"})
    @Spec(value = "XEP-0050 §4.4", says = "forbidden: the requester is not allowed to execute the command")
    void hatsAreNotForEverybodyToGive(String node) {
        definesHost();

        hag.sends(command(node, field("jid", "hag@example.org") + HOST + field("title", "Queen")));

        hag.receives(error("iq", "cancel", "forbidden"));
        crone.receivesNothing();
    }

    @Test
    void anAdminGivesHatsButDoesNotMakeThem() {
        definesHost();
        affiliates(crone, hag, "admin");

        hag.sends(command("create", field("uri", "urn:hat:queen") + field("title", "Queen")));
        hag.receives(error("iq", "cancel", "forbidden"));
        runs(hag, "assign", field("jid", "wicca@example.org") + HOST); // who is not there
        crone.receivesNothing();
    }

    @Test
    void whatIsNoHatIsRefused() {
        crone.sends(command("create", field("uri", "host") + field("title", "Host")));
        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.sends(command("create", HOST + field("title", "x".repeat(300))));
        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.sends(command("create", HOST + field("title", "Host") + field("hue", "361")));
        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.sends(command("list", "").replace(ROOM, "nowhere@conference.example.org"));
        crone.receives(error("iq", "cancel", "item-not-found"));
    }

    @Test
    void nobodyWearsTooMany() {
        for (int i = 0; i < 11; i++) {
            runs(crone, "create", field("uri", "urn:hat:" + i) + field("title", "Hat"));
            crone.ignoresAll();
            hag.ignoresAll();
            crone.sends(command("assign", field("jid", "wicca@example.org") + field("uri", "urn:hat:" + i)));
            crone.receives(i < 10 ? completed("assign", "") : explained("iq", "cancel", "resource-constraint"));
        }
    }

    @Test
    @Spec(value = "XEP-0050 §3.3", says = "a session is valid only between one requester and one responder")
    void aSessionIsOfOneRoom() {
        String other = "cave@conference.example.org";
        crone.sends("<presence to='" + other + "/first'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        crone.sends(MucTesting.configuration().replace(ROOM, other));
        crone.ignoresAll();
        crone.sends(command("create", ""));
        String session = crone.receives().toString().replaceAll("(?s).*sessionid='([^']+)'.*", "$1");

        crone.sends(command("create", HOST + field("title", "Host"))
                .replace("action='execute'", "sessionid='" + session + "'")
                .replace(ROOM, other));

        assertThat(crone.receives().toString()).contains("bad-sessionid");
    }

    @Test
    @Spec(value = "XEP-0317 §4.1", says = "the room signals hats, as it does roles")
    void nobodyMakesTheirOwnHats() {
        hag.sends(
                "<presence to='%s/third'><hats xmlns='urn:xmpp:hats:0'>%s</hats></presence>".formatted(ROOM, HOST_HAT));

        crone.receives(third("{hag/}"));
    }

    @Test
    @Spec(value = "XEP-0317 §2", says = "a room MUST advertise the feature, and a hash of its list")
    void roomsSayThatThereAreHats() {
        String disco = "<iq type='get' id='disco' to='" + ROOM + "'>"
                + "<query xmlns='http://jabber.org/protocol/disco#%s'%s/></iq>";
        hag.sends(disco.formatted("info", ""));
        assertThat(hag.receives().toString())
                .contains("'urn:xmpp:hats:0'", "'http://jabber.org/protocol/commands'")
                .doesNotContain("hats#hash");
        definesHost();
        hag.sends(disco.formatted("info", ""));
        assertThat(hag.receives().toString()).contains("hats#hash");
        hag.sends(disco.formatted("items", " node='http://jabber.org/protocol/commands'"));
        hag.receives("""
                <iq type='result' from='%s'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'>
                    <item jid='%s' node='urn:xmpp:hats:commands:list' name='List the hats'/>
                  </query>
                </iq>""".formatted(ROOM, ROOM));
        hag.sends(disco.formatted("info", " node='urn:xmpp:hats:commands:list'"));
        assertThat(hag.receives().toString()).contains("command-node");
    }

    @Test
    void aDeletedAccountWearsNothing() {
        givesHost();
        leaves(hag, "third", crone);

        stage.service(Accounts.class).delete(hag.jid().bare());

        crone.sends(command("list-assigned", ""));
        assertThat(crone.receives().toString()).doesNotContain("hag@example.org");
    }
}
