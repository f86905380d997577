package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.form;
import static im.godwit.plugins.archive.Archiving.message;
import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that those who sent them take back, in the archives of both sides. */
@XmppTest(plugins = {DiscoPlugin.class, ArchivePlugin.class})
class RetractionTest {
    private static String chat(String to, String id, String text) {
        return "<message to='%s' type='chat' id='%s'><body>%s</body></message>".formatted(to, id, text);
    }

    private static String retraction(String to, String target, String more) {
        return """
                <message to='%s' type='chat' id='r1'>
                  <retract xmlns='urn:xmpp:message-retract:1' id='%s'/>%s
                </message>""".formatted(to, target, more);
    }

    @Test
    @Spec(
            value = "XEP-0424 §4",
            says = "contents give way to a tombstone that names the retraction, which is kept, too")
    void bothArchivesHaveATombstone(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");
        romeo.sends(chat("{juliet/}", "m1", "wrong palms"));
        stage.clock().advance(Duration.ofMinutes(1));
        romeo.sends(retraction("{juliet/}", "m1", "<body>took it back</body><store xmlns='urn:xmpp:hints'/>"));
        juliet.ignoresAll();

        for (Actor actor : List.of(romeo, juliet)) {
            List<Element> results = query(actor, "").results();
            assertThat(results).hasSize(2);
            Element tombstone = message(results.getFirst());
            assertThat(tombstone.attribute("id")).contains("m1");
            assertThat(tombstone.attribute("from")).contains(romeo.jid().toString());
            assertThat(tombstone.elements()).hasSize(1);
            Element retracted = tombstone.elements().getFirst();
            assertThat(retracted.namespace() + " " + retracted.local())
                    .isEqualTo("urn:xmpp:message-retract:1 retracted");
            assertThat(retracted.attribute("id")).contains("r1");
            assertThat(retracted.attribute("stamp")).contains("2026-03-01T12:01:00Z");
            assertThat(message(results.getLast()).child("body").orElseThrow().text())
                    .isEqualTo("took it back");
            assertThat(query(actor, form("{urn:xmpp:fulltext:0}fulltext", "palms"))
                            .results())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<no-store xmlns='urn:xmpp:hints'/>"})
    @Spec(value = "XEP-0424 §5", says = "the archiving service MUST store the retraction message")
    void aRetractionIsKeptWhateverElseIsInIt(String more, Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");
        romeo.sends(chat("{juliet/}", "m1", "wrong"));
        romeo.sends(retraction("{juliet/}", "m1", more));
        juliet.ignoresAll();

        List<String> bodies = query(juliet, "").bodies();
        assertThat(bodies).containsExactly("", "");
    }

    @Test
    @Spec(value = "XEP-0424 §5", says = "MUST only be processed when both are received from the same bare JID")
    void nobodyRetractsWhatOthersSaid(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");
        Actor nurse = stage.client("nurse");
        romeo.sends(chat("{juliet/}", "m1", "hers to read"));
        juliet.sends(retraction("{romeo/}", "m1", ""));
        nurse.sends(retraction("{juliet/}", "m1", ""));
        nurse.sends(retraction("{romeo/}", "m1", ""));
        romeo.ignoresAll();
        juliet.ignoresAll();

        assertThat(query(romeo, "").bodies()).contains("hers to read");
        assertThat(query(juliet, "").bodies()).contains("hers to read");
    }

    @Test
    @Spec(value = "XEP-0424 §7.1", says = "ids may not be unique: what the other side said by the same id stays")
    void ofTwoByOneIdItIsTheOneOfWhoRetracts(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");
        romeo.sends(chat("{juliet/}", "m1", "his"));
        juliet.ignoresAll();
        juliet.sends(chat("{romeo/}", "m1", "hers"));
        romeo.ignoresAll();
        romeo.sends(retraction("{juliet/}", "m1", ""));
        juliet.ignoresAll();

        assertThat(query(juliet, "").bodies()).containsExactly("", "hers", "");
    }

    @Test
    @Spec(value = "XEP-0424 §5", says = "of a room the full JID must be the same")
    void occupantsDoNotRetractEachOthersPrivateMessages(Stage stage) {
        String inRoom = "<x xmlns='http://jabber.org/protocol/muc#user'/>";
        Actor first = stage.client("coven/first");
        Actor second = stage.client("coven/second");
        Actor hag = stage.client("hag");
        first.sends("<message to='{hag/}' type='chat' id='m1'><body>psst</body>" + inRoom + "</message>");
        second.sends(retraction("{hag/}", "m1", inRoom));
        hag.ignoresAll();
        assertThat(query(hag, "").bodies()).containsExactly("psst", "");

        first.sends(retraction("{hag/}", "m1", inRoom));
        hag.ignoresAll();
        assertThat(query(hag, "").bodies()).containsExactly("", "", "");
    }

    @Test
    @Spec(value = "XEP-0424 §5", says = "of an account any client takes back what another sent, to rooms, too")
    void anAccountIsOneAuthor(Stage stage) {
        String inRoom = "<x xmlns='http://jabber.org/protocol/muc#user'/>";
        Actor desk = stage.client("crone/desk");
        Actor phone = stage.client("crone/phone");
        stage.client("coven/second");
        desk.sends(
                "<message to='coven@example.org/second' type='chat' id='m1'><body>psst</body>" + inRoom + "</message>");
        desk.ignoresAll();
        phone.sends(retraction("coven@example.org/second", "m1", inRoom));
        phone.ignoresAll();

        assertThat(query(desk, "").bodies()).containsExactly("", "");
    }

    @Test
    @Spec(value = "XEP-0424 §4", says = "a service which supports tombstones MUST advertise it")
    void accountsAdvertiseIt(Stage stage) {
        Actor romeo = stage.client("romeo");
        romeo.sends("<iq type='get' id='d' to='{romeo}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        List<String> features = romeo.receives().elements().getFirst().elements().stream()
                .flatMap(child -> child.attribute("var").stream())
                .toList();
        assertThat(features).contains("urn:xmpp:message-retract:1", "urn:xmpp:message-retract:1#tombstone");
    }

    @Test
    void whatHasAnEndlessIdIsKeptAllTheSame(Stage stage) {
        Actor romeo = stage.client("romeo");
        romeo.sends(chat("{romeo}", "x".repeat(5000), "endless")).ignoresAll();

        assertThat(query(romeo, "").bodies()).containsExactly("endless");
    }

    @Test
    void whatRetractsAnEndlessIdIsKeptAllTheSame(Stage stage) {
        Actor romeo = stage.client("romeo");
        romeo.sends(retraction("{romeo}", "x".repeat(60_000), "")).ignoresAll();

        assertThat(query(romeo, "").bodies()).hasSize(1);
    }

    @Test
    void signsOfPatternsInIdsAreOnlySigns(Stage stage) {
        Actor romeo = stage.client("romeo");
        romeo.sends(chat("{romeo}", "a_b%c!d", "wrong")).ignoresAll();
        romeo.sends(retraction("{romeo}", "a%", "")).ignoresAll();
        assertThat(query(romeo, "").bodies()).containsExactly("wrong", "");

        romeo.sends(retraction("{romeo}", "a_b%c!d", "")).ignoresAll();
        assertThat(query(romeo, "").bodies()).containsExactly("", "", "");
    }
}
