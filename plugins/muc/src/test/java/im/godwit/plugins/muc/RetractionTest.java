package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.gives;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
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

/** Messages that are taken back in rooms, by who said them and by moderators. */
@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class RetractionTest {
    private Stage stage;
    private Actor crone;
    private Actor wiccarocks;
    private Actor hag;

    @BeforeEach
    void people(Stage on) {
        stage = on;
        crone = stage.client("crone");
        wiccarocks = stage.client("wiccarocks");
        hag = stage.client("hag");
    }

    /** A room with an owner and a participant. */
    private void room(String... settings) {
        opens(crone, "first", settings);
        enters(wiccarocks, "second", crone);
    }

    /** Somebody says something, and all forget it but its id. */
    private String said(Actor who, String text) {
        who.sends(says(text));
        String id = who.receives()
                .child(Vocabulary.STANZA_ID)
                .flatMap(it -> it.attribute("id"))
                .orElseThrow();
        crone.ignoresAll();
        wiccarocks.ignoresAll();
        return id;
    }

    private static String retraction(String id) {
        return """
                <message to='%s' type='groupchat' id='r1'>
                  <retract xmlns='urn:xmpp:message-retract:1' id='%s'/>
                </message>""".formatted(ROOM, id);
    }

    private static String moderation(String id, String what) {
        return """
                <iq type='set' to='%s' id='mod'>
                  <moderate xmlns='urn:xmpp:message-moderate:1' id='%s'>%s</moderate>
                </iq>""".formatted(ROOM, id, what);
    }

    private static String moderation(String id) {
        return moderation(id, "<retract xmlns='urn:xmpp:message-retract:1'/>");
    }

    private static Element retracted(Element tombstone) {
        assertThat(tombstone.child("body")).isEmpty();
        return tombstone.elements().stream()
                .filter(child -> child.local().equals("retracted"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Spec(value = "XEP-0424 §4", says = "all hear of it, and the archive has a tombstone and the retraction")
    void anAuthorTakesAMessageBack() {
        room("persistentroom=1");
        said(crone, "stays");
        String id = said(wiccarocks, "oops");
        stage.clock().advance(Duration.ofMinutes(1));

        wiccarocks.sends(retraction(id));

        crone.receives("""
                <message from='%s/second' type='groupchat' id='r1'>
                  <retract xmlns='urn:xmpp:message-retract:1' id='%s'/>%s
                </message>""".formatted(ROOM, id, MucTesting.SAID_IDS));
        Reading reading = Reading.by(crone);
        assertThat(reading.bodies()).isEqualTo("stays - -");
        assertThat(reading.ids().get(1)).isEqualTo(id);
        Element tombstone = reading.messages().get(1);
        assertThat(tombstone.attribute("id")).contains("said");
        assertThat(tombstone.attribute("from")).contains(ROOM + "/second");
        assertThat(tombstone.child(Vocabulary.OCCUPANT_ID)).isPresent();
        assertThat(retracted(tombstone).attribute("id")).contains("r1");
        assertThat(retracted(tombstone).attribute("stamp")).contains("2026-03-01T12:01:00Z");
        assertThat(reading.messages().get(2).toString()).contains("message-retract:1");
        assertThat(Reading.by(crone, Reading.form("{urn:xmpp:fulltext:0}fulltext", "oops"))
                        .results())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"persistentroom=1", "persistentroom=1 enablearchiving=0", "persistentroom=0"})
    @Spec(value = "XEP-0424 §5", says = "the message is not replayed to who enters later")
    void whatWasTakenBackIsNoHistory(String settings) {
        room(settings.split(" "));
        String id = said(wiccarocks, "oops");
        String other = said(wiccarocks, "worse");
        wiccarocks.sends(retraction(id));
        crone.sends(moderation(other));
        crone.ignoresAll();
        wiccarocks.ignoresAll();

        sendsEntry(hag, "third");
        assertThat(history()).doesNotContain("oops", "worse").contains(id, other);
        leaves(hag, "third", crone, wiccarocks);
        if (!settings.contains("persistentroom=0")) {
            leaves(crone, "first", wiccarocks);
            leaves(wiccarocks, "second");
            sendsEntry(hag, "third");
            assertThat(history())
                    .as("once the room was asleep")
                    .doesNotContain("oops", "worse")
                    .contains(id, other);
        }
    }

    /** All that comes up to the subject, as text. */
    private String history() {
        StringBuilder all = new StringBuilder();
        Element next = hag.receives();
        while (next.child("subject").isEmpty()) {
            all.append(next);
            next = hag.receives();
        }
        return all.toString();
    }

    @Test
    @Spec(value = "XEP-0424 §5", says = "nobody takes back what somebody else said, whatever their nickname")
    void onlyTheAuthorTakesBack() {
        room("persistentroom=1");
        String id = said(wiccarocks, "hers");
        leaves(wiccarocks, "second", crone);
        enters(hag, "second", crone);

        hag.sends(retraction(id));

        hag.receives(error("message", "auth", "forbidden"));
        crone.receivesNothing();
        leaves(hag, "second", crone);
        enters(wiccarocks, "other", crone);
        assertThat(Reading.by(crone).bodies()).isEqualTo("hers");
        wiccarocks.sends(retraction(id));
        wiccarocks.receives();
        crone.ignoresAll();
        assertThat(Reading.by(crone).bodies()).isEqualTo("- -");
    }

    @Test
    @Spec(value = "XEP-0424 §5", says = "of a message that the room does not know, clients see for themselves")
    void aRetractionOfSomethingUnknownIsPassedOn() {
        room("persistentroom=1");
        wiccarocks.sends(retraction("unheard-of"));

        assertThat(crone.receives().toString()).contains("unheard-of");
    }

    @Test
    @Spec(value = "XEP-0425 §3.1", says = "all are told by the room, and the moderator gets a result")
    void aModeratorTakesAMessageBack() {
        room("persistentroom=1");
        String id = said(wiccarocks, "magic potions");
        stage.clock().advance(Duration.ofMinutes(1));

        crone.sends(moderation(id, "<retract xmlns='urn:xmpp:message-retract:1'/><reason>spam</reason>"));

        String notice = """
                <message from='%s' type='groupchat' id='{any}'>
                  <retract xmlns='urn:xmpp:message-retract:1' id='%s'>
                    <moderated xmlns='urn:xmpp:message-moderate:1' by='%s/first'>%s</moderated>
                    <reason>spam</reason>
                  </retract>
                  <stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='{any}'/>
                </message>""".formatted(ROOM, id, ROOM, MucTesting.OCCUPANT_ID, ROOM);
        crone.receives(notice);
        crone.receives("<iq type='result' id='mod' from='" + ROOM + "'/>");
        wiccarocks.receives(notice);
        Reading reading = Reading.by(wiccarocks);
        assertThat(reading.bodies()).isEqualTo("- -");
        Element tombstone = reading.messages().getFirst();
        assertThat(tombstone.attribute("from")).contains(ROOM + "/second");
        Element retracted = retracted(tombstone);
        assertThat(retracted.attribute("stamp")).contains("2026-03-01T12:01:00Z");
        assertThat(retracted.toString()).contains("message-moderate:1", ROOM + "/first", "spam", "occupant-id");
        assertThat(reading.messages().getLast().attribute("id")).isEqualTo(retracted.attribute("id"));
        assertThat(reading.messages().getLast().attribute("from")).contains(ROOM);
        assertThat(reading.toString()).doesNotContain("magic", "example.org/home");
    }

    @ParameterizedTest
    @CsvSource({
        // role of who asks, archived, known, condition
        "participant, 1, true, auth forbidden",
        "participant, 0, false, auth forbidden",
        "moderator, 1, false, cancel item-not-found",
    })
    @Spec(value = "XEP-0425 §3.2", says = "a message that cannot be retracted is an error")
    void notEverythingCanBeModerated(String role, String archived, boolean known, String expected) {
        room("persistentroom=1", "enablearchiving=" + archived);
        String id = said(crone, "stays");
        if (role.equals("moderator")) {
            gives(crone, "second", role, wiccarocks);
        }

        wiccarocks.sends(moderation(known ? id : "unheard-of"));

        wiccarocks.receives(error("iq", expected.split(" ")[0], expected.split(" ")[1]));
        wiccarocks.receivesNothing();
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0425 §3", says = "who is not in the room is no moderator of it")
    void whoIsAwayDoesNotModerate() {
        room("persistentroom=1");
        String id = said(wiccarocks, "stays");
        leaves(crone, "first", wiccarocks);

        crone.sends(moderation(id));
        crone.receives(error("iq", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0425 §1", says = "retraction is the only action of moderators that is defined")
    void otherModerationIsNotImplemented() {
        room("persistentroom=1");
        String id = said(wiccarocks, "stays");

        crone.sends(moderation(id, "<edit xmlns='urn:example:edit'/>"));
        crone.receives(explained("iq", "cancel", "feature-not-implemented"));
        crone.sends(moderation(""));
        crone.receives(explained("iq", "modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0425 §5", says = "a tombstone is the room's word, which nobody else writes")
    void nobodyWritesATombstone() {
        room("persistentroom=1");
        wiccarocks.sends("<message to='" + ROOM + "' type='groupchat' id='t'><body>hi</body>"
                + "<retracted xmlns='urn:xmpp:message-retract:1' id='x'/></message>");

        assertThat(crone.receives().toString()).doesNotContain("retracted");
    }

    @Test
    @Spec(value = "XEP-0425 §2", says = "a room that does it says so; and that it leaves tombstones, where it does")
    void aRoomSaysThatItDoes() {
        room("persistentroom=1");
        String info =
                "<iq type='get' id='d' to='" + ROOM + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>";
        hag.sends(info);

        assertThat(hag.receives().toString())
                .contains(
                        "urn:xmpp:message-moderate:1",
                        "urn:xmpp:message-retract:1'",
                        "urn:xmpp:message-retract:1#tombstone");
    }
}
