package im.godwit.plugins.blocking;

import static im.godwit.plugins.blocking.Exchange.DONE;
import static im.godwit.plugins.blocking.Exchange.lists;
import static im.godwit.plugins.blocking.Exchange.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of abuse that come with a block (XEP-0377). */
class ReportTest {
    private final Stage stage = Stage.builder()
            .plugins(List.of(new RosterPlugin(), new PresencePlugin(), new BlockingPlugin()))
            .options("blocking", new BlockingOptions(1000, 1000, List.of("admin@example.org")))
            .build();
    private final Actor admin = stage.online("admin");
    private final Actor romeo = stage.client("romeo");

    @AfterEach
    void close() {
        stage.close();
    }

    private void blocks(String jid, String report) {
        romeo.sends(set("block", "<item jid='" + jid + "'>" + report + "</item>"))
                .receives(DONE);
    }

    @Test
    @Spec(value = "XEP-0377 §6", says = "the address is blocked, and the operator told with the messages in question")
    void operatorIsToldOfAReport() {
        blocks("{tybalt}", """
                <report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'>
                  <stanza-id xmlns='urn:xmpp:sid:0' by='romeo@example.org' id='28482'/>
                  <text xml:lang='en'>Never came trouble to my house like this.</text>
                </report>""");

        lists(romeo, "{tybalt}");
        Element message = admin.receives();
        assertThat(message.attribute("from")).contains("example.org");
        assertThat(message.child("subject").map(Element::text)).contains("Abuse reported");
        assertThat(message.child("body").map(Element::text)).contains("""
                romeo@example.org reports tybalt@example.org: urn:xmpp:reporting:spam
                Never came trouble to my house like this.
                message 28482 by romeo@example.org""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<report xmlns='urn:xmpp:reporting:1'/>",
                "<report xmlns='urn:xmpp:reporting:1' reason=''/>",
                "<report xmlns='urn:xmpp:reporting:0'><spam/></report>",
            })
    @Spec(value = "XEP-0377 §4, §6", says = "a report needs a reason; the block is done as if there were none")
    void malformedReportDoesNotHinderTheBlock(String report) {
        blocks("{tybalt}", report);

        lists(romeo, "{tybalt}");
        admin.receivesNothing();
    }

    @Test
    void whoIsBlockedAlreadyIsNotReportedAgain() {
        String report = "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:abuse'/>";
        blocks("{tybalt}", report);
        admin.ignoresAll();

        blocks("{tybalt}", report);

        admin.receivesNothing();
    }

    @Test
    void reportsOfOneSessionAreBounded() {
        for (int i = 0; i < 21; i++) {
            blocks("a" + i + "@example.org", "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'/>");
        }

        for (int i = 0; i < 20; i++) {
            assertThat(admin.receives().local()).isEqualTo("message");
        }
        admin.receivesNothing();
    }

    @Test
    void whatIsTooLongIsCut() {
        blocks(
                "{tybalt}",
                "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'><text>" + "a"
                        + "\uD83D\uDE00".repeat(2000) + "</text></report>");

        String body = admin.receives().child("body").map(Element::text).orElseThrow();
        assertThat(body).hasSizeLessThan(2100).endsWith("\uD83D\uDE00");
    }

    @Test
    void addressesOfOperatorsAreChecked() {
        assertThatThrownBy(() -> new BlockingOptions(1, 1, List.of("no address@")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("report-to");
    }
}
