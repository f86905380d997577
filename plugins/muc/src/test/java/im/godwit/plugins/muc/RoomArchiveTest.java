package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.SAID_IDS;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.gives;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.Reading.form;
import static im.godwit.plugins.muc.Reading.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the archive of a room, and who sees what of it. */
@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class RoomArchiveTest {
    private static final String STAMPED = """
            <message from='%s'>
              <result xmlns='urn:xmpp:mam:2' queryid='g27' id='{any}'>
                <forwarded xmlns='urn:xmpp:forward:0'>
                  <delay xmlns='urn:xmpp:delay' stamp='2026-03-01T12:00:00Z'/>
                  <message xmlns='jabber:client' from='%s/first' type='groupchat' id='said'>
                    <body>Harpier cries</body>%s%s
                  </message>
                </forwarded>
              </result>
            </message>""";

    private static final String TEMPORARY = "x-muc#roomconfig_archivetemporary=1";

    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void people(Stage on) {
        stage = on;
        crone = stage.client("crone");
        hag = stage.client("hag");
    }

    private void talk(String... texts) {
        for (String text : texts) {
            crone.sends(says(text));
            stage.clock().advance(Duration.ofMinutes(1));
        }
        crone.ignoresAll();
    }

    private void configures(String... settings) {
        crone.sends(configuration(settings));
        crone.ignoresAll();
        hag.ignoresAll();
    }

    @Test
    @Spec(
            value = "XEP-0313 §5.1.2",
            says = "no 'to', 'from' is the occupant JID, and the real JID is for those who may know it")
    void messagesComeAsTheyWereSaid() {
        opens(crone, "first", "persistentroom=1");
        enters(hag, "third", crone);
        talk("Harpier cries");
        hag.ignoresAll();
        String origin = "<x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<item affiliation='owner' jid='{crone/}' role='moderator'/></x>";

        hag.sends(query("").replace("<query ", "<query queryid='g27' "));
        Element anonymous = hag.receives();
        hag.receives();
        crone.sends(query("").replace("<query ", "<query queryid='g27' "));

        crone.receives(STAMPED.formatted(ROOM, ROOM, SAID_IDS, origin));
        assertThat(anonymous.toString()).doesNotContain("crone@example.org", "muc#user", "Harpier cries</body><x");
        crone.receives("""
                <iq type='result' id='q' from='%s'>
                  <fin xmlns='urn:xmpp:mam:2' complete='true'>
                    <set xmlns='http://jabber.org/protocol/rsm'>
                      <first index='0'>{any}</first><last>{any}</last><count>1</count>
                    </set>
                  </fin>
                </iq>""".formatted(ROOM));
    }

    @Test
    @Spec(
            value = "XEP-0313 §3.5",
            says = "the id that the room gave is the id in the archive; what is not in it has none")
    void stanzaIdIsTheArchivesId() {
        opens(crone, "first", "persistentroom=1");

        crone.sends(says("kept"));
        String id = crone.receives()
                .child(Vocabulary.STANZA_ID)
                .orElseThrow()
                .attribute("id")
                .orElseThrow();
        crone.sends("<message to='" + ROOM + "' type='groupchat'>"
                + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
        assertThat(crone.receives().child(Vocabulary.STANZA_ID)).isEmpty();

        assertThat(Reading.by(crone).ids()).containsExactly(id);
    }

    @Test
    @Spec(
            value = "XEP-0313 §5.1.2",
            says = "bodies and subject changes are stored; private messages and what was refused are not")
    void allThatTheRoomAcceptedIsThereAndNothingElse() {
        opens(crone, "first", "persistentroom=1", "moderatedroom=1");
        enters(hag, "third", crone);
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject>Fire</subject></message>");
        talk("one");
        crone.sends("<message to='" + ROOM + "/third' type='chat'><body>secret</body></message>");
        hag.sends(says("without voice"));
        crone.sends("<message to='" + ROOM + "' type='groupchat'><body>unstored</body>"
                + "<no-store xmlns='urn:xmpp:hints'/></message>");
        talk("two");

        Reading reading = Reading.by(crone);

        assertThat(reading.bodies()).isEqualTo("- one two");
        assertThat(reading.messages().getFirst().child("subject").orElseThrow().text())
                .isEqualTo("Fire");
    }

    @Test
    @Spec(value = "XEP-0313 §7.4", says = "any <x/> of muc#user in what somebody wrote MUST be stripped")
    void nobodyWritesAnOrigin() {
        opens(crone, "first", "persistentroom=1", "whois=anyone");
        crone.sends("<message to='" + ROOM + "' type='groupchat'><body>hi</body>"
                + "<x xmlns='http://jabber.org/protocol/muc#user'><item jid='king@example.org/throne'/></x></message>");
        crone.ignoresAll();

        assertThat(Reading.by(crone).origins()).isEqualTo("crone@example.org/home");
    }

    @ParameterizedTest
    @CsvSource({
        // room,                    the reader's affiliation, may read
        "membersonly=0,             none,    true",
        "membersonly=0,             outcast, false",
        "membersonly=1,             none,    false",
        "membersonly=1,             member,  true",
        "passwordprotectedroom=1,   none,    false",
        "passwordprotectedroom=1,   member,  true",
        "passwordprotectedroom=1,   outcast, false",
    })
    @Spec(value = "XEP-0313 §5.1.2", says = "only who has the right to enter at the time of the query may read")
    void whoMayEnterMayReadWithoutBeingThere(String setting, String affiliation, boolean allowed) {
        opens(crone, "first", "persistentroom=1", "roomsecret=s3cret", setting);
        talk("one");
        affiliates(crone, hag, affiliation);

        for (String request : new String[] {
            query(""),
            query("").replace("type='set'", "type='get'"),
            "<iq type='get' id='q' to='" + ROOM + "'><metadata xmlns='urn:xmpp:mam:2'/></iq>"
        }) {
            hag.sends(request);
            if (!allowed) {
                hag.receives(error("iq", "auth", "forbidden"));
            }
        }
        if (allowed) {
            hag.ignoresAll();
            assertThat(Reading.by(hag).bodies()).isEqualTo("one");
        }
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.2", says = "an occupant has shown the password")
    void occupantsOfARoomWithAPasswordMayRead() {
        opens(crone, "first", "persistentroom=1", "roomsecret=s3cret", "passwordprotectedroom=1");
        talk("one");
        sendsEntry(hag, "third", "<password>s3cret</password>");
        hag.ignoresAll();

        assertThat(Reading.by(hag).bodies()).isEqualTo("one");
        leaves(hag, "third");
        hag.sends(query(""));
        hag.receives(error("iq", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.2", says = "real JIDs are for who has the right to them at the time of the query")
    void realAddressesAreForModeratorsUnlessTheyAreKnown() {
        opens(crone, "first", "persistentroom=1");
        enters(hag, "third", crone);
        talk("one");
        hag.ignoresAll();
        assertThat(Reading.by(hag).origins()).isEqualTo("-");

        gives(crone, "third", "moderator", hag);
        assertThat(Reading.by(hag).origins()).isEqualTo("crone@example.org/home");
        gives(crone, "third", "participant", hag);
        assertThat(Reading.by(hag).origins()).isEqualTo("-");
        configures("whois=anyone");
        talk("two");
        hag.ignoresAll();
        assertThat(Reading.by(hag).origins())
                .as("what was said anonymously stays so")
                .isEqualTo("- crone@example.org/home");
        assertThat(Reading.by(hag, form("with", "crone@example.org")).bodies()).isEqualTo("two");
        configures("whois=moderators");
        assertThat(Reading.by(hag).origins()).isEqualTo("- -");
        leaves(hag, "third", crone);
        affiliates(crone, hag, "admin");
        assertThat(Reading.by(hag).origins()).isEqualTo("crone@example.org/home crone@example.org/home");
    }

    @Test
    @Spec(
            value = "XEP-0313 §4.1.1",
            says = "'with' finds the publisher, for who may know the publisher; bare, from whatever resource")
    void withFindsWhatSomebodySaid() {
        opens(crone, "first", "persistentroom=1");
        enters(hag, "third", crone);
        talk("one");
        hag.sends(says("two"));
        hag.ignoresAll();
        crone.ignoresAll();

        assertThat(Reading.by(crone, form("with", "hag@example.org")).bodies()).isEqualTo("two");
        assertThat(Reading.by(crone, form("with", "hag@example.org/home")).bodies())
                .isEqualTo("two");
        assertThat(Reading.by(crone, form("with", "hag@example.org/away")).bodies())
                .isEmpty();
        assertThat(Reading.by(hag, form("with", ROOM + "/first")).bodies()).isEqualTo("one");
        assertThat(Reading.by(hag, form("with", ROOM)).bodies()).isEqualTo("one two");
        hag.sends(query(form("with", "crone@example.org")));
        hag.receives(explained("iq", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0313 §4.3", says = "pages, from either side, flipped, between ids, by ids, by words")
    void theWholeOfAQuery() {
        opens(crone, "first", "persistentroom=1");
        talk("one", "two", "three", "four");
        String[] ids = Reading.by(crone).ids().toArray(String[]::new);
        String set = "<set xmlns='http://jabber.org/protocol/rsm'>%s</set>";

        Reading page = Reading.by(crone, set.formatted("<max>2</max>"));
        assertThat(page.bodies()).isEqualTo("one two");
        assertThat(page.fin().attribute("complete")).isEmpty();
        assertThat(Reading.by(crone, set.formatted("<max>2</max><after>" + ids[1] + "</after>"))
                        .bodies())
                .isEqualTo("three four");
        assertThat(Reading.by(crone, set.formatted("<max>2</max><before/>") + "<flip-page/>")
                        .bodies())
                .isEqualTo("four three");
        assertThat(Reading.by(crone, form("after-id", ids[0], "before-id", ids[3]))
                        .bodies())
                .isEqualTo("two three");
        assertThat(Reading.by(crone, form("ids", ids[2])).bodies()).isEqualTo("three");
        assertThat(Reading.by(crone, form("start", "2026-03-01T12:01:00Z", "end", "2026-03-01T12:02:00Z"))
                        .bodies())
                .isEqualTo("two three");
        assertThat(Reading.by(crone, form("{urn:xmpp:fulltext:0}fulltext", "thr"))
                        .bodies())
                .isEqualTo("three");
        crone.sends("<iq type='get' id='m' to='" + ROOM + "'><metadata xmlns='urn:xmpp:mam:2'/></iq>");
        crone.receives("""
                <iq type='result' id='m'><metadata xmlns='urn:xmpp:mam:2'>
                  <start id='%s' timestamp='2026-03-01T12:00:00Z'/><end id='%s' timestamp='2026-03-01T12:03:00Z'/>
                </metadata></iq>""".formatted(ids[0], ids[3]));
        for (String unknown :
                new String[] {form("after-id", "x"), form("ids", "x"), set.formatted("<after>x</after>")}) {
            crone.sends(query(unknown));
            crone.receives(explained("iq", "cancel", "item-not-found"));
        }
        crone.sends(query(form("include-groupchat", "true")));
        crone.receives(explained("iq", "cancel", "feature-not-implemented"));
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.5", says = "the form has the fields that this archive knows")
    void theFormOfAQuery() {
        opens(crone, "first", "persistentroom=1");
        crone.sends(query("").replace("type='set'", "type='get'"));

        assertThat(crone.receives().toString())
                .contains("'with'", "'start'", "'end'", "'before-id'", "'after-id'", "'ids'", "fulltext")
                .doesNotContain("groupchat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"persistentroom=0", "persistentroom=1 enablearchiving=0"})
    @Spec(value = "XEP-0313 §6", says = "advertised where there is an archive, and nowhere else")
    void aRoomWithoutArchiveSaysSo(String settings) {
        opens(crone, "first", settings.split(" "));
        talk("one");

        assertThat(features()).doesNotContain("urn:xmpp:mam", "message-retract").contains("urn:xmpp:sid:0");
        crone.sends(query(""));
        crone.receives(error("iq", "cancel", "service-unavailable"));
        configures("persistentroom=1", "enablearchiving=1");
        assertThat(features()).contains("urn:xmpp:mam:2'", "urn:xmpp:mam:2#extended", "urn:xmpp:fulltext:0");
        assertThat(Reading.by(crone).bodies()).as("it begins with the history").isEqualTo("one");
    }

    private String features() {
        crone.sends(
                "<iq type='get' id='d' to='" + ROOM + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        return crone.receives().toString().replace('"', '\'');
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.12", says = "who enters a room whose talk is for anybody to read is warned")
    void occupantsAreWarned() {
        opens(crone, "first", "persistentroom=1");
        sendsEntry(hag, "third");
        hag.receives();
        assertThat(hag.receives().toString()).contains("170");
        hag.ignoresAll();

        crone.ignoresAll();
        crone.sends(configuration("enablearchiving=0"));
        assertThat(hag.receives().toString()).contains("171");
        assertThat(hag.receives().toString()).contains("104");
        hag.ignoresAll();
        configures("enablearchiving=1", "membersonly=1");
        leaves(hag, "third", crone);
        affiliates(crone, hag, "member");
        sendsEntry(hag, "third");
        hag.receives();
        assertThat(hag.receives().toString())
                .as("a closed archive is not public")
                .doesNotContain("170");
    }

    @Test
    @Spec(
            value = "XEP-0045 §10.9",
            says = "a room that was destroyed is gone, and another by its name knows nothing of it")
    void aNewRoomHasANewArchive() {
        opens(crone, "first", "persistentroom=1");
        talk("one");
        crone.sends(set("owner", "<destroy/>"));
        crone.ignoresAll();
        crone.sends(query(""));
        crone.receives(error("iq", "cancel", "item-not-found"));

        opens(hag, "third", "persistentroom=1");

        assertThat(Reading.by(hag).results()).isEmpty();
    }

    @Test
    void theArchiveGoesFurtherBackThanTheHistory() {
        opens(crone, "first", "persistentroom=1", "muc#maxhistoryfetch=1");
        talk("one", "two", "three");
        leaves(crone, "first");

        sendsEntry(hag, "third");
        hag.receives();
        assertThat(hag.receives().child("body").orElseThrow().text()).isEqualTo("three");
        hag.ignoresAll();
        assertThat(Reading.by(hag).bodies()).isEqualTo("one two three");
        crone.sends(configuration("roomname=Cave"));
        crone.receives(done());
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.2", says = "a temporary room may have an archive, which ends with the room")
    void theArchiveOfATemporaryRoomEndsWithIt() {
        opens(crone, "first", TEMPORARY);
        enters(hag, "third", crone);
        talk("one", "two");
        hag.ignoresAll();
        crone.sends("<iq type='get' id='ask' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                .formatted(ROOM));
        assertThat(crone.receives().toString()).contains("urn:xmpp:mam:2", "muc_temporary");
        assertThat(Reading.by(hag).bodies()).isEqualTo("one two");

        leaves(crone, "first", hag);
        assertThat(Reading.by(crone).bodies()).isEqualTo("one two");
        leaves(hag, "third");
        hag.sends(query(""));
        hag.receives(error("iq", "cancel", "item-not-found"));

        opens(hag, "third", TEMPORARY);
        assertThat(Reading.by(hag).bodies()).isEmpty();
    }

    @Test
    void theArchiveStaysWithARoomThatBecomesPersistentOrTemporary() {
        opens(crone, "first");
        talk("remembered");
        configures(TEMPORARY);
        talk("one");
        configures("persistentroom=1");
        talk("two");
        assertThat(Reading.by(crone).bodies()).isEqualTo("remembered one two");

        configures("persistentroom=0", TEMPORARY);
        talk("three");
        assertThat(Reading.by(crone).bodies()).isEqualTo("remembered one two three");

        configures("x-muc#roomconfig_archivetemporary=0");
        crone.sends(query(""));
        crone.receives(error("iq", "cancel", "service-unavailable"));
        configures(TEMPORARY);
        assertThat(Reading.by(crone).bodies()).as("as much as the history").isEqualTo("remembered one two three");
    }

    @Test
    @Spec(value = "XEP-0424 §5", says = "what was taken back in a temporary room is a tombstone in its archive")
    void aTemporaryRoomKeepsTombstones() {
        opens(crone, "first", TEMPORARY);
        talk("regretted");
        String id = Reading.by(crone).ids().getFirst();

        crone.sends("<message to='%s' type='groupchat'><retract xmlns='urn:xmpp:message-retract:1' id='%s'/></message>"
                .formatted(ROOM, id));
        crone.ignoresAll();

        assertThat(Reading.by(crone).messages().getFirst().toString())
                .contains("retracted")
                .doesNotContain("regretted");
    }
}
