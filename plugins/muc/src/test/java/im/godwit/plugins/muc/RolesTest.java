package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.gives;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.presence;
import static im.godwit.plugins.muc.MucTesting.removed;
import static im.godwit.plugins.muc.MucTesting.result;
import static im.godwit.plugins.muc.MucTesting.set;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class RolesTest {
    @Test
    @Spec(value = "XEP-0045 §8.2", says = "the kicked are told first, with 307, reason and actor, then all others")
    void aModeratorKicks(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(hag, "third", crone);
        enters(wicca, "second", crone, hag);

        crone.sends(set("admin", "<item nick='third' role='none'><reason>Avaunt!</reason></item>"));

        String item = "<item affiliation='none' role='none'><actor nick='first'/><reason>Avaunt!</reason></item>";
        hag.receives(removed("third", item, 110, 307));
        hag.receivesNothing();
        crone.receives(done());
        crone.receives(removed("third", item, 307));
        wicca.receives(removed("third", item, 307));
        hag.sends(MucTesting.says("hello?"));
        hag.receives(error("message", "cancel", "not-acceptable"));
    }

    @Test
    @Spec(value = "XEP-0045 §8.3, §8.4", says = "voice is given and taken, and all are told")
    void voiceIsGivenAndTaken(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "moderatedroom=1");
        enters(hag, "third", crone);

        crone.sends(set("admin", "<item nick='third' role='participant'><reason>worthy</reason></item>"));
        crone.receives(done());
        String item = "<item affiliation='none' role='%s'><actor nick='first'/><reason>%s</reason></item>";
        crone.receives(presence("", "third", item.formatted("participant", "worthy")));
        hag.receives(presence("", "third", item.formatted("participant", "worthy"), 110));

        crone.sends(set("admin", "<item nick='third' role='visitor'><reason>not so</reason></item>"));
        crone.receives(done());
        crone.receives(presence("", "third", item.formatted("visitor", "not so")));
        hag.receives(presence("", "third", item.formatted("visitor", "not so"), 110));
    }

    @Test
    @Spec(value = "XEP-0045 §8.5", says = "several changes are made together, or none if one is refused")
    void changesAreMadeTogetherOrNotAtAll(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(hag, "third", crone);
        enters(wicca, "second", crone, hag);

        crone.sends(set("admin", "<item nick='third' role='visitor'/><item nick='nobody' role='visitor'/>"));
        crone.receives(error("iq", "cancel", "item-not-found"));
        hag.receivesNothing();

        crone.sends(set("admin", "<item nick='third' role='visitor'/><item nick='second' role='moderator'/>"));
        crone.receives(done());
        String item = "<item affiliation='none' role='%s'><actor nick='first'/></item>";
        hag.receives(presence("", "third", item.formatted("visitor"), 110));
        hag.receives(presence("", "second", item.formatted("moderator")));
    }

    @ParameterizedTest
    @CsvSource({
        // who asks: affiliation and role; whom: affiliation and role; the wanted role; the answer
        "none, participant, none, participant, none, forbidden",
        "none, participant, none, visitor, participant, forbidden",
        "none, moderator, none, participant, none, done",
        "none, moderator, member, participant, none, not-allowed",
        "none, moderator, admin, moderator, none, not-allowed",
        "none, moderator, owner, moderator, none, not-allowed",
        "member, moderator, admin, moderator, none, not-allowed",
        "admin, moderator, owner, moderator, none, not-allowed",
        "admin, moderator, admin, moderator, none, done",
        "owner, moderator, owner, moderator, none, done",
        "none, moderator, none, moderator, none, not-allowed",
        "none, moderator, none, visitor, participant, done",
        "none, moderator, none, participant, visitor, not-allowed",
        "member, moderator, none, participant, visitor, done",
        "member, moderator, member, participant, visitor, not-allowed",
        "admin, moderator, admin, moderator, visitor, not-allowed",
        "owner, moderator, admin, moderator, visitor, not-allowed",
        "owner, moderator, owner, moderator, visitor, not-allowed",
        "none, moderator, none, participant, moderator, forbidden",
        "member, moderator, none, visitor, moderator, forbidden",
        "admin, moderator, none, participant, moderator, done",
        "owner, moderator, none, visitor, moderator, done",
        "none, moderator, none, moderator, participant, forbidden",
        "admin, moderator, none, moderator, participant, done",
        "admin, moderator, member, moderator, participant, done",
        "admin, moderator, admin, moderator, participant, not-allowed",
        "admin, moderator, owner, moderator, participant, not-allowed",
        "owner, moderator, admin, moderator, participant, not-allowed",
    })
    @Spec(value = "XEP-0045 §5.1.3, §8.2, §8.4, §9.6, §9.7", says = "who may change whose role")
    void rolesChangeByRank(
            String affiliation,
            String role,
            String targetAffiliation,
            String targetRole,
            String wanted,
            String answer,
            Stage stage) {
        Actor queen = stage.client("queen");
        Actor actor = stage.client("actor");
        Actor target = stage.client("target");
        opens(queen, "queen");
        affiliates(queen, actor, affiliation);
        affiliates(queen, target, targetAffiliation);
        enters(actor, "actor", queen);
        enters(target, "target", queen, actor);
        arrange(queen, "actor", affiliation, role);
        arrange(queen, "target", targetAffiliation, targetRole);
        actor.ignoresAll();

        actor.sends(set("admin", "<item nick='target' role='%s'/>".formatted(wanted)));

        switch (answer) {
            case "done" -> actor.receives(done());
            case "forbidden" -> actor.receives(error("iq", "auth", "forbidden"));
            default -> actor.receives(error("iq", "cancel", answer));
        }
    }

    /** Gives a role that does not come with the affiliation. */
    private static void arrange(Actor queen, String nick, String affiliation, String role) {
        boolean comesByItself = affiliation.equals("admin") || affiliation.equals("owner");
        if (!comesByItself) {
            gives(queen, nick, role);
        }
    }

    @Test
    @Spec(value = "XEP-0045 §8", says = "who is not in the room moderates nobody")
    void outsidersDoNotModerate(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        affiliates(crone, wicca, "admin");
        enters(hag, "third", crone);

        stage.client("stranger").sends(set("admin", "<item nick='third' role='none'/>"));
        wicca.sends(set("admin", "<item nick='third' role='none'/>"));

        wicca.receives(error("iq", "cancel", "not-allowed"));
        hag.receivesNothing();
        wicca.sends(set("admin", "<item nick='third' role='moderator'/>"));
        wicca.receives(done());
    }

    @Test
    @Spec(value = "XEP-0045 §8.5, §9.8", says = "the lists of roles are for moderators, that of moderators for admins")
    void listsOfRoles(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(hag, "third", crone);
        enters(wicca, "second", crone, hag);

        crone.sends(get("admin", "<item role='participant'/>"));
        crone.receives(result("admin", """
                <item affiliation='none' jid='{hag/}' nick='third' role='participant'/>
                <item affiliation='none' jid='{wicca/}' nick='second' role='participant'/>"""));
        crone.sends(get("admin", "<item role='moderator'/>"));
        crone.receives(result("admin", "<item affiliation='owner' jid='{crone/}' nick='first' role='moderator'/>"));

        hag.sends(get("admin", "<item role='participant'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
        gives(crone, "third", "moderator", hag);
        hag.sends(get("admin", "<item role='participant'/>"));
        hag.receives(result("admin", "<item affiliation='none' jid='{wicca/}' nick='second' role='participant'/>"));
        hag.sends(get("admin", "<item role='moderator'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0045 §9.6, §9.7", says = "moderators come and go, and all are told")
    void moderatorsComeAndGo(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        for (String role : List.of("moderator", "participant")) {
            crone.sends(set("admin", "<item nick='third' role='%s'><reason>Fair</reason></item>".formatted(role)));
            crone.receives(done());
            String item = "<item affiliation='none' role='%s'><actor nick='first'/><reason>Fair</reason></item>"
                    .formatted(role);
            hag.receives(presence("", "third", item, 110));
            crone.receives(presence("", "third", item));
        }
    }

    @Test
    @Spec(value = "XEP-0045 §17.4", says = "an item has a role and a nick, or an affiliation and a jid")
    void malformedItemsAreRefused(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");
        for (String items : new String[] {
            "",
            "<item/>",
            "<item nick='first'/>",
            "<item role='visitor'/>",
            "<item affiliation='member'/>",
            "<item nick='first' role='king'/>",
            "<item jid='hag@example.org' affiliation='king'/>",
            "<item nick='first' jid='crone@example.org' role='none' affiliation='none'/>",
            "<item nick='first' role='moderator'/><item jid='hag@example.org' affiliation='none'/>"
        }) {
            crone.sends(set("admin", items));
            crone.receives(explained("iq", "modify", "bad-request"));
        }
        crone.sends(set("admin", "<item jid='@' affiliation='member'/>"));
        crone.receives(explained("iq", "modify", "jid-malformed"));
        crone.sends(get("admin", "<item role='visitor'/><item role='moderator'/>"));
        crone.receives(explained("iq", "modify", "bad-request"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.13, §8.6", says = "a visitor asks for voice, a moderator gives it")
    void voiceIsAskedFor(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "moderatedroom=1");
        enters(hag, "third", crone);

        hag.sends("""
                <message to='%s'><x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#request</value></field>
                  <field var='muc#role'><value>participant</value></field>
                </x></message>""".formatted(ROOM));

        crone.receives("""
                <message from='%s' to='{crone/}'><x xmlns='jabber:x:data' type='form'>
                  <title>{any}</title><instructions>{any}</instructions>
                  <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#request</value></field>
                  <field var='muc#role' type='list-single'><value>participant</value></field>
                  <field var='muc#jid' type='jid-single'><value>{hag/}</value></field>
                  <field var='muc#roomnick' type='text-single'><value>third</value></field>
                  <field var='muc#request_allow' type='boolean'><value>false</value></field>
                </x></message>""".formatted(ROOM));
        approves(crone, "false");
        hag.receivesNothing();
        approves(crone, "true");
        crone.receives("<presence from='" + ROOM + "/third'>{any}</presence>");
        hag.sends(MucTesting.says("at last"));
        crone.receives(MucTesting.said("third", "at last"));
    }

    private static void approves(Actor moderator, String allow) {
        moderator.sends("""
                <message to='%s'><x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#request</value></field>
                  <field var='muc#role'><value>participant</value></field>
                  <field var='muc#roomnick'><value>third</value></field>
                  <field var='muc#request_allow'><value>%s</value></field>
                </x></message>""".formatted(ROOM, allow));
    }

    @Test
    @Spec(value = "XEP-0045 §8.6", says = "a visitor cannot give voice to itself")
    void visitorsDoNotApprove(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "moderatedroom=1");
        enters(hag, "third", crone);

        approves(hag, "true");

        hag.receives(error("message", "auth", "forbidden"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §8.2", says = "one may kick oneself")
    void oneMayKickOneself(Stage stage) {
        Actor crone = stage.client("crone");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(wicca, "second", crone);

        crone.sends(set("admin", "<item nick='first' role='none'/>"));

        crone.receives("<presence from='" + ROOM + "/first' type='unavailable'>{any}</presence>");
        crone.receives(done());
        wicca.receives(removed("first", "<item affiliation='owner' role='none'><actor nick='first'/></item>", 307));
    }
}
