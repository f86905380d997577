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
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class AffiliationsTest {
    @Test
    @Spec(value = "XEP-0045 §9.1", says = "the banned are put out with 301, and lose their nickname")
    void anAdminBans(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        crone.sends(set("admin", "<item jid='{hag}' affiliation='member' nick='third'/>"));
        crone.ignoresAll();
        hag.ignoresAll();

        crone.sends(set("admin", "<item jid='{hag/}' affiliation='outcast'><reason>Treason</reason></item>"));

        crone.receives(done());
        String item = "<item affiliation='outcast' role='none'><actor nick='first'/><reason>Treason</reason></item>";
        hag.receives(removed("third", item, 110, 301));
        crone.receives(removed("third", item, 301));
        crone.sends(get("admin", "<item affiliation='outcast'/>"));
        crone.receives(result("admin", "<item affiliation='outcast' jid='{hag}'><reason>Treason</reason></item>"));
        enters(stage.client("wicca"), "third", crone);
        crone.sends(set("admin", "<item jid='{hag}' affiliation='none'/>"));
        crone.receives(done());
        sendsEntry(hag, "hag");
        hag.receives();
    }

    @Test
    @Spec(value = "XEP-0045 §9.1, §9.2", says = "nobody bans oneself, and then nobody else either")
    void nobodyBansOneself(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        crone.sends(
                set("admin", "<item jid='{hag}' affiliation='outcast'/><item jid='{crone}' affiliation='outcast'/>"));

        crone.receives(error("iq", "cancel", "conflict"));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §9.3, §9.4", says = "membership is granted and revoked, and all in the room are told")
    void membershipIsGrantedAndRevoked(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "moderatedroom=1");
        enters(hag, "third", crone);

        crone.sends(set("admin", "<item jid='{hag}' affiliation='member'><reason>worthy</reason></item>"));

        crone.receives(done());
        String item =
                "<item affiliation='member' role='participant'><actor nick='first'/><reason>worthy</reason></item>";
        crone.receives(presence("", "third", item));
        hag.receives(presence("", "third", item, 110));
        crone.sends(set("admin", "<item jid='{hag}' affiliation='none'/>"));
        crone.receives(done());
        hag.receives(
                presence("", "third", "<item affiliation='none' role='participant'><actor nick='first'/></item>", 110));
    }

    @Test
    @Spec(value = "XEP-0045 §9.4", says = "who is no member any more leaves a members-only room, with 321")
    void whoIsNoMemberAnyMoreLeaves(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "membersonly=1");
        affiliates(crone, hag, "member");
        enters(hag, "third", crone);

        crone.sends(set("admin", "<item jid='{hag}' affiliation='none'/>"));

        crone.receives(done());
        String item = "<item affiliation='none' role='none'><actor nick='first'/></item>";
        hag.receives(removed("third", item, 110, 321));
        crone.receives(removed("third", item, 321));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §10.3 to §10.7", says = "admins and owners come and go, as moderators")
    void adminsAndOwnersComeAndGo(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        String item = "<item affiliation='%s' role='%s'><actor nick='first'/></item>";

        for (String[] step : new String[][] {
            {"admin", "moderator"}, {"owner", "moderator"}, {"admin", "moderator"}, {"none", "participant"}
        }) {
            crone.sends(set("admin", "<item jid='{hag}' affiliation='%s'/>".formatted(step[0])));
            crone.receives(done());
            hag.receives(presence("", "third", item.formatted(step[0], step[1]), 110));
            crone.receives(presence("", "third", item.formatted(step[0], step[1])));
        }
    }

    @Test
    @Spec(value = "XEP-0045 §10.4", says = "the last owner stays one")
    void theLastOwnerStays(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        crone.sends(set("admin", "<item jid='{crone}' affiliation='admin'/>"));
        crone.receives(error("iq", "cancel", "conflict"));
        crone.sends(MucTesting.configuration("roomowners="));
        crone.receives(error("iq", "cancel", "conflict"));

        affiliates(crone, hag, "owner");
        crone.sends(set("admin", "<item jid='{crone}' affiliation='none'/>"));
        crone.receives(done());
    }

    @ParameterizedTest
    @CsvSource({
        // who asks, whom, to what, the answer
        "none, none, member, forbidden",
        "none, none, outcast, forbidden",
        "member, none, member, forbidden",
        "member, member, none, forbidden",
        "member, none, outcast, forbidden",
        "member, outcast, none, forbidden",
        "member, none, owner, forbidden",
        "outcast, outcast, none, forbidden",
        "admin, none, member, done",
        "admin, none, outcast, done",
        "admin, none, admin, forbidden",
        "admin, none, owner, forbidden",
        "admin, member, none, done",
        "admin, member, outcast, done",
        "admin, member, admin, forbidden",
        "admin, member, owner, forbidden",
        "admin, outcast, none, done",
        "admin, outcast, member, done",
        "admin, outcast, admin, forbidden",
        "admin, outcast, owner, forbidden",
        "admin, admin, none, forbidden",
        "admin, admin, member, forbidden",
        "admin, admin, owner, forbidden",
        "admin, admin, outcast, not-allowed",
        "admin, owner, none, forbidden",
        "admin, owner, member, forbidden",
        "admin, owner, admin, forbidden",
        "admin, owner, outcast, not-allowed",
        "owner, none, member, done",
        "owner, none, outcast, done",
        "owner, none, admin, done",
        "owner, none, owner, done",
        "owner, member, none, done",
        "owner, member, outcast, done",
        "owner, member, admin, done",
        "owner, member, owner, done",
        "owner, outcast, none, done",
        "owner, outcast, member, done",
        "owner, outcast, admin, done",
        "owner, outcast, owner, done",
        "owner, admin, none, done",
        "owner, admin, member, done",
        "owner, admin, outcast, done",
        "owner, admin, owner, done",
        "owner, owner, none, done",
        "owner, owner, member, done",
        "owner, owner, admin, done",
        "owner, owner, outcast, done",
    })
    @Spec(value = "XEP-0045 §5.2.2", says = "who may change whose affiliation to what")
    void affiliationsChangeByRank(String actor, String target, String wanted, String answer, Stage stage) {
        Actor queen = stage.client("queen");
        Actor asking = stage.client("actor");
        Actor asked = stage.client("target");
        opens(queen, "queen");
        affiliates(queen, asking, actor);
        affiliates(queen, asked, target);

        asking.sends(set("admin", "<item jid='{target}' affiliation='%s'/>".formatted(wanted)));

        switch (answer) {
            case "done" -> asking.receives(done());
            case "forbidden" -> asking.receives(error("iq", "auth", "forbidden"));
            default -> asking.receives(error("iq", "cancel", answer));
        }
        queen.sends(get("admin", "<item affiliation='%s'/>".formatted(wanted.equals("none") ? "member" : wanted)));
        if (answer.equals("done") && !wanted.equals("none")) {
            assertThat(queen.receives().toString()).contains("target@example.org");
        }
    }

    @Test
    @Spec(value = "XEP-0045 §9.3, §9.5", says = "an admin reserves nicknames, and frees them with an empty one")
    void anAdminReservesNicknames(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(set("admin", "<item jid='{hag}' affiliation='member' nick='third'/>"));
        crone.receives(done()).ignoresAll();
        crone.sends(get("admin", "<item affiliation='member'/>"));
        crone.receives(result("admin", "<item affiliation='member' jid='{hag}' nick='third'/>"));
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='member' nick='THIRD'/>"));
        crone.receives(error("iq", "cancel", "conflict"));
        crone.sends(set("admin", "<item jid='{hag}' affiliation='member' nick=''/>"));
        crone.receives(done()).ignoresAll();
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='member' nick='THIRD'/>"));
        crone.receives(done()).ignoresAll();
        crone.sends(set(
                "admin",
                "<item jid='{x}' affiliation='member' nick='n'/>" + "<item jid='{y}' affiliation='member' nick='N'/>"));
        crone.receives(error("iq", "cancel", "conflict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcast", "admin", "owner", "member"})
    @Spec(
            value = "XEP-0045 §9.2, §9.5, §10.5, §10.8",
            says = "in a semi-anonymous room lists are for admins and owners")
    void listsAreNotForEverybody(String list, Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor stranger = stage.client("stranger");
        opens(crone, "first");
        affiliates(crone, hag, "member");
        enters(hag, "third", crone);

        for (Actor asking : new Actor[] {hag, stranger}) {
            asking.sends(get("admin", "<item affiliation='%s'/>".formatted(list)));
            asking.receives(error("iq", "auth", "forbidden"));
        }
        affiliates(crone, hag, "admin");
        hag.sends(get("admin", "<item affiliation='%s'/>".formatted(list)));
        if (list.equals("admin") || list.equals("owner")) {
            hag.receives(error("iq", "auth", "forbidden"));
        } else {
            hag.receives(result("admin", ""));
        }
        crone.sends(get("admin", "<item affiliation='%s'/>".formatted(list)));
        crone.receives("<iq type='result'>{any}</iq>");
    }

    @Test
    @Spec(value = "XEP-0045 §9.5", says = "in a non-anonymous room members get the list, in the room or not")
    void membersSeeTheListWhereNothingIsHidden(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first", "whois=anyone", "getmemberlist=moderator");
        affiliates(crone, hag, "member");
        enters(wicca, "second", crone);

        hag.sends(get("admin", "<item affiliation='member'/>"));
        hag.receives(result("admin", "<item affiliation='member' jid='{hag}'/>"));
        hag.sends(get("admin", "<item affiliation='owner'/>"));
        hag.receives(result("admin", "<item affiliation='owner' jid='{crone}' nick='first'/>"));
        hag.sends(get("admin", "<item affiliation='outcast'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
        wicca.sends(get("admin", "<item affiliation='member'/>"));
        wicca.receives(error("iq", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0045 §9.5", says = "a moderator, who sees JIDs anyway, gets the list of members")
    void moderatorsSeeTheListOfMembers(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        gives(crone, "third", "moderator", hag);

        hag.sends(get("admin", "<item affiliation='member'/>"));
        hag.receives(result("admin", ""));
        hag.sends(get("admin", "<item affiliation='owner'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
    }

    @Test
    void aDomainIsNoMember(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(set("admin", "<item jid='example.net' affiliation='member'/>"));

        crone.receives(explained("iq", "modify", "not-acceptable"));
    }

    @Test
    @Spec(value = "XEP-0045 §10", says = "a room that loses its owner with the account goes to its admins")
    void adminsInherit(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "persistentroom=1");
        affiliates(crone, hag, "admin");
        enters(hag, "third", crone);

        stage.service(Accounts.class).delete(crone.jid().bare());

        hag.receives("<presence from='" + ROOM + "/first'>{any}</presence>");
        hag.receives("<presence from='" + ROOM + "/third'>{any}</presence>");
        hag.sends(get("admin", "<item affiliation='owner'/>"));
        hag.receives(result("admin", "<item affiliation='owner' jid='{hag}' nick='third'/>"));
    }

    @Test
    @Spec(value = "XEP-0045 §10.3, §10.6", says = "who may see JIDs hears of affiliations of those who are not there")
    void affiliationsOfTheAbsentAreTold(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        String told = """
                <message from='%s' id='{any}'><x xmlns='http://jabber.org/protocol/muc#user'>
                  <item affiliation='%s' jid='{wicca}' role='none'><actor nick='first'/></item>
                </x></message>""";

        crone.sends(set("admin", "<item jid='{wicca}' affiliation='admin'/>"));
        crone.receives(done());
        crone.receives(told.formatted(ROOM, "admin"));
        hag.receivesNothing();
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='outcast'/>"));
        crone.receives(done());
        crone.receivesNothing();
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='none'/>"));
        crone.ignoresAll();

        crone.sends(MucTesting.configuration("whois=anyone"));
        crone.ignoresAll();
        hag.ignoresAll();
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='member'/>"));
        hag.receives(told.formatted(ROOM, "member"));
        crone.ignoresAll();
        crone.sends(set("admin", "<item jid='{wicca}' affiliation='member' nick='second'/>"));
        crone.receives(done());
        crone.receivesNothing();
    }

    @Test
    void aBanLeavesNoVoiceBehind(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "moderatedroom=1");
        enters(hag, "third", crone);
        gives(crone, "third", "participant", hag);
        affiliates(crone, hag, "outcast");
        affiliates(crone, hag, "none");
        enters(hag, "third", crone);

        hag.sends(MucTesting.says("again"));

        hag.receives(error("message", "auth", "forbidden"));
    }
}
