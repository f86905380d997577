package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.NO_SUBJECT;
import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.SAID_IDS;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.gone;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.presence;
import static im.godwit.plugins.muc.MucTesting.removed;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.MucTesting.shown;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.muc.engine.Setting;
import im.godwit.plugins.muc.engine.Settings;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class OwnerTest {
    private static String status(int code) {
        return """
                <message from='%s' type='groupchat' id='{any}'>
                  <x xmlns='http://jabber.org/protocol/muc#user'><status code='%d'/></x>
                </message>""".formatted(ROOM, code);
    }

    @Test
    @Spec(value = "XEP-0045 §10.1.2", says = "an empty form makes an instant room")
    void anInstantRoom(Stage stage) {
        Actor crone = stage.client("crone");
        sendsEntry(crone, "first");
        crone.receives(shown("first", "affiliation='owner' role='moderator'", 110, 201));
        crone.receives(NO_SUBJECT);

        crone.sends(set("owner", "<x xmlns='jabber:x:data' type='submit'/>"));

        crone.receives(done());
        crone.receivesNothing();
        sendsEntry(stage.client("hag"), "third");
        crone.receives(shown("third", "affiliation='none' role='participant'"));
    }

    @Test
    @Spec(value = "XEP-0045 §10.1.3, §10.2", says = "the form has every field of the registry, with the present values")
    void theFormHasAllFields(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "roomname=Cave", "whois=anyone");
        affiliates(crone, hag, "admin");

        crone.sends(get("owner", ""));

        Element form = crone.receives();
        assertThat(form.attribute("type")).contains("result");
        String text = form.toString();
        for (Setting<?> setting : Settings.ALL) {
            assertThat(text).contains("var='" + setting.name() + "'");
        }
        assertThat(text)
                .contains("<value>Cave</value>", "<value>anyone</value>", "<value>hag@example.org</value>")
                .contains("var='muc#roomconfig_roomowners'", "<value>crone@example.org</value>");
    }

    @Test
    @Spec(value = "XEP-0045 §10.1.3", says = "who cancels the first configuration destroys the room")
    void cancellingDestroysANewRoom(Stage stage) {
        Actor crone = stage.client("crone");
        sendsEntry(crone, "first");
        crone.ignoresAll();

        crone.sends(set("owner", "<x xmlns='jabber:x:data' type='cancel'/>"));

        crone.receives(removed("first", "<item affiliation='none' role='none'/><destroy/>", 110));
        crone.receives(done());
        crone.sends(get("owner", ""));
        crone.receives(error("iq", "cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0045 §10.2", says = "who cancels later leaves the room as it is")
    void cancellingLaterChangesNothing(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(set("owner", "<x xmlns='jabber:x:data' type='cancel'/>"));

        crone.receives(done());
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §10.2", says = "only owners configure and destroy")
    void onlyOwnersConfigureAndDestroy(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        affiliates(crone, hag, "admin");

        hag.sends(get("owner", ""));
        hag.receives(error("iq", "auth", "forbidden"));
        hag.sends(configuration("moderatedroom=1"));
        hag.receives(error("iq", "auth", "forbidden"));
        hag.sends(set("owner", "<destroy/>"));
        hag.receives(error("iq", "auth", "forbidden"));
        hag.sends(set("owner", "<x xmlns='jabber:x:data' type='cancel'/>"));
        hag.receives(error("iq", "auth", "forbidden"));
        crone.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "passwordprotectedroom=1; not-acceptable",
                "passwordprotectedroom=maybe; not-acceptable",
                "maxusers=100000; not-acceptable",
                "maxusers=-1; not-acceptable",
                "whois=nobody; not-acceptable",
                "presencebroadcast=king; not-acceptable",
                "muc#maxhistoryfetch=many; not-acceptable",
            })
    @Spec(value = "XEP-0045 §10.1.3", says = "a configuration that makes no sense is refused, and changes nothing")
    void senselessConfigurationsAreRefused(String setting, String condition, Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends(set("owner", MucTesting.form("roomname=Changed", setting)));

        crone.receives(explained("iq", "modify", condition));
        crone.sends(get("owner", ""));
        assertThat(crone.receives().toString()).doesNotContain("Changed");
    }

    @Test
    void otherFormsAreRefused(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");
        for (String content : new String[] {
            "",
            "<x xmlns='jabber:x:data' type='form'/>",
            "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>urn:other</value></field></x>"
        }) {
            crone.sends(set("owner", content));
            crone.receives(explained("iq", "modify", "bad-request"));
        }
        crone.sends(set("owner", "<destroy jid='@'/>"));
        crone.receives(explained("iq", "modify", "jid-malformed"));
        crone.sends(configuration("roomadmins=@"));
        crone.receives(explained("iq", "modify", "jid-malformed"));
    }

    @ParameterizedTest
    @CsvSource({
        "enablelogging=1, 170, enablelogging=0, 171",
        "whois=anyone, 172, whois=moderators, 173",
        "roomname=Cave, 104, roomname=Heath, 104"
    })
    @Spec(value = "XEP-0045 §10.2.1", says = "all are told what changes, with the code of the change")
    void allAreToldWhatChanges(String there, int code, String back, int backCode, Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        crone.sends(configuration(there));
        crone.receives(done());
        crone.receives(status(code));
        hag.receives(status(code));
        crone.sends(configuration(back));
        hag.receives(status(backCode));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §10.2", says = "who is no member leaves a room that becomes members-only, with 322")
    void nonMembersLeaveARoomThatBecomesMembersOnly(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        affiliates(crone, wicca, "member");
        enters(hag, "third", crone);
        enters(wicca, "second", crone, hag);

        crone.sends(configuration("membersonly=1"));

        crone.receives(done());
        crone.receives(status(104));
        crone.receives(gone("third", "affiliation='none' role='none' jid='{hag/}'", 322));
        hag.receives(status(104));
        hag.receives(gone("third", "affiliation='none' role='none'", 110, 322));
        wicca.receives(status(104));
        wicca.receives(gone("third", "affiliation='none' role='none'", 322));
        wicca.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §5.1.2", says = "where a room becomes moderated, who is not affiliated is a visitor")
    void aRoomBecomesModerated(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        affiliates(crone, wicca, "member");
        enters(hag, "third", crone);
        enters(wicca, "second", crone, hag);

        crone.sends(configuration("moderatedroom=1"));
        wicca.receives(status(104));
        wicca.receives(shown("third", "affiliation='none' role='visitor'"));
        wicca.receivesNothing();
        hag.sends(says("hm"));
        hag.ignoresAll();
        crone.sends(configuration("moderatedroom=0"));
        hag.receives(status(104));
        hag.receives(shown("third", "affiliation='none' role='participant'", 110));
    }

    @Test
    @Spec(value = "XEP-0045 §10.2", says = "the lists of admins and owners are the full ones")
    void theListsOfAdminsAndOwnersAreFull(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        affiliates(crone, wicca, "admin");
        enters(hag, "third", crone);

        crone.sends(configuration("roomadmins=hag@example.org", "roomowners=crone@example.org"));

        crone.receives(done());
        crone.receives("<message from='" + ROOM + "'>{any}</message>"); // of the former admin, who is not there
        crone.receives(
                presence("", "third", "<item affiliation='admin' role='moderator'><actor nick='first'/></item>"));
        crone.receivesNothing();
        crone.sends(get("admin", "<item affiliation='admin'/>"));
        crone.receives(MucTesting.result("admin", "<item affiliation='admin' jid='{hag}' nick='third'/>"));
        crone.sends(configuration("roomadmins=", "roomowners=crone@example.org hag@example.org"));
        crone.receives(done());
        crone.receives(
                presence("", "third", "<item affiliation='owner' role='moderator'><actor nick='first'/></item>"));
        crone.sends(configuration("roomowners=crone@example.org"));
        crone.receives(done());
        crone.receives(
                presence("", "third", "<item affiliation='admin' role='moderator'><actor nick='first'/></item>"));
    }

    @Test
    @Spec(value = "XEP-0045 §10.9", says = "all are put out, each told of itself only, with venue and reason")
    void anOwnerDestroysARoom(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "persistentroom=1");
        enters(hag, "third", crone);

        crone.sends(set("owner", """
                <destroy jid='heath@conference.example.org'>
                  <password>cauldronburn</password><reason>Macbeth doth come.</reason>
                </destroy>"""));

        String end = """
                <item affiliation='none' role='none'/>
                <destroy jid='heath@conference.example.org'>
                  <password>cauldronburn</password><reason>Macbeth doth come.</reason>
                </destroy>""";
        crone.receives(removed("first", end, 110));
        crone.receives(done());
        hag.receives(removed("third", end, 110));
        hag.receivesNothing();
        crone.receivesNothing();
        sendsEntry(hag, "third");
        hag.receives(shown("third", "affiliation='owner' role='moderator'", 110, 201));
    }

    @Test
    @Spec(value = "XEP-0045 §4.2", says = "a persistent room lasts without occupants, with all that belongs to it")
    void aPersistentRoomLasts(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends(says("before"));
        crone.sends(configuration("persistentroom=1", "roomname=Cave"));
        crone.ignoresAll();
        affiliates(crone, hag, "member");
        crone.sends(says("after"));
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject>Fire</subject></message>");
        leaves(crone, "first");

        sendsEntry(hag, "third");

        hag.receives(shown("third", "affiliation='member' role='participant'", 110, 170));
        for (String text : new String[] {"before", "after"}) {
            hag.receives("""
                    <message from='%s/first' type='groupchat' id='said'><body>%s</body>%s
                      <delay xmlns='urn:xmpp:delay' from='%s' stamp='{any}'/>
                    </message>""".formatted(ROOM, text, SAID_IDS, ROOM));
        }
        hag.receives("""
                <message from='%s/first' type='groupchat'><subject>Fire</subject>
                  <delay xmlns='urn:xmpp:delay' from='%s' stamp='{any}'/>%s
                </message>""".formatted(ROOM, ROOM, OCCUPANT_ID));
        hag.receivesNothing();
    }

    @Test
    void aRoomThatIsNotPersistentAnyMoreEnds(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first", "persistentroom=1");
        leaves(crone, "first");
        crone.sends(configuration("persistentroom=0"));
        crone.receives(done());

        sendsEntry(stage.client("hag"), "third");

        crone.sends(get("owner", ""));
        crone.receives(error("iq", "cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0045 §10", says = "a room whose only owner is deleted, and that has no admins, ends")
    void aRoomWithoutOwnerEnds(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "persistentroom=1");
        enters(hag, "third", crone);

        stage.service(Accounts.class).delete(crone.jid().bare());

        hag.receives(removed("third", "<item affiliation='none' role='none'/><destroy/>", 110));
    }
}
