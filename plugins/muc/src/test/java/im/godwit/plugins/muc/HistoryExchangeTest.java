package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.NO_SUBJECT;
import static im.godwit.plugins.muc.MucTesting.ROOM;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class HistoryExchangeTest {
    /** Three messages, a minute after each. */
    private static void talk(Stage stage, Actor crone) {
        for (String text : new String[] {"one", "two", "three"}) {
            crone.sends(says(text));
            stage.clock().advance(Duration.ofMinutes(1));
        }
        crone.ignoresAll();
    }

    /** What one who enters gets between its own presence and the subject. */
    private static String history(Actor actor) {
        actor.receives();
        actor.receives();
        List<String> bodies = new ArrayList<>();
        for (Element next = actor.receives(); next.child("body").isPresent(); next = actor.receives()) {
            bodies.add(next.child("body").orElseThrow().text());
        }
        return String.join(" ", bodies);
    }

    @ParameterizedTest
    @CsvSource({
        "maxstanzas='2', two three",
        "maxstanzas='0', ''",
        "maxchars='0', ''",
        "maxchars='100000', one two three",
        "seconds='130', two three",
        "seconds='70', three",
        "since='1970-01-01T00:00:00Z', one two three",
        "since='2999-01-01T00:00:00Z', ''",
        "maxstanzas='2' seconds='70', three",
        "maxstanzas='1' maxchars='100000' seconds='1000', three",
    })
    @Spec(value = "XEP-0045 §7.2.14", says = "the latest messages that meet all that is wished")
    void asMuchAsIsWished(String wish, String expected, Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        talk(stage, crone);

        sendsEntry(hag, "third", "<history " + wish + "/>");

        assertThat(history(hag)).isEqualTo(expected);
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.14", says = "characters are those of complete stanzas")
    void charactersOfCompleteStanzas(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        talk(stage, crone);
        sendsEntry(hag, "third", "<history maxstanzas='1'/>");
        hag.receives();
        hag.receives();
        int length = hag.receives().withoutAttribute("to").toString().length();
        MucTesting.leaves(hag, "third", crone);

        int without = length - " xmlns='jabber:client'".length();
        sendsEntry(hag, "third", "<history maxchars='" + (without - 1) + "'/>");
        assertThat(history(hag)).isEmpty();
        MucTesting.leaves(hag, "third", crone);
        sendsEntry(hag, "third", "<history maxchars='" + without + "'/>");
        assertThat(history(hag)).isEqualTo("three");
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.13", says = "the room's configuration bounds the history")
    void theConfigurationBoundsTheHistory(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "muc#maxhistoryfetch=1");
        talk(stage, crone);

        sendsEntry(hag, "third");

        assertThat(history(hag)).isEqualTo("three");
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.13", says = "what says nothing is no history, nor is a subject or a private message")
    void onlyWhatIsSaidToAllIsHistory(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends("<message to='" + ROOM + "' type='groupchat'>"
                + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
        crone.sends("<message to='" + ROOM + "/first' type='chat'><body>note to self</body></message>");

        sendsEntry(hag, "third");

        hag.receives();
        hag.receives();
        hag.receives(NO_SUBJECT);
    }

    @Test
    @Spec(value = "XEP-0045 §7.9", says = "a message that says when it was said keeps its date")
    void aDatedMessageKeepsItsDate(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends("""
                <message to='%s' type='groupchat'><body>old</body>
                  <delay xmlns='urn:xmpp:delay' from='{crone/}' stamp='2004-09-29T01:54:37Z'/></message>""".formatted(ROOM));

        sendsEntry(hag, "third");

        hag.receives();
        hag.receives();
        assertThat(hag.receives().elements(Vocabulary.DELAY)).hasSize(1);
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.16", says = "what is said from then on comes as it is, behind history and subject")
    void liveMessagesComeBehindTheSubject(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends(says("before"));
        crone.ignoresAll();

        sendsEntry(hag, "third");
        crone.sends(says("after"));

        hag.receives("<presence from='%s/first'>{any}</presence>".formatted(ROOM));
        hag.receives("<presence from='%s/third'>{any}</presence>".formatted(ROOM));
        assertThat(hag.receives().child(Vocabulary.DELAY)).isPresent();
        hag.receives(NO_SUBJECT);
        hag.receives(MucTesting.said("first", "after"));
    }
}
