package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = {},
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, MucPlugin.class}))
class SlowModeTest {
    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void enter(Stage given) {
        stage = given;
        crone = stage.client("crone");
        hag = stage.client("hag");
        opens(crone, "first", "slow_mode_duration=20", "persistentroom=1");
        enters(hag, "third", crone);
    }

    private void hagSays(String text) {
        hag.sends(says(text));
        hag.receives(said("third", text));
        crone.receives(said("third", text));
    }

    @Test
    @Spec(value = "XEP-0500 §7", says = "no two messages until the duration has elapsed: policy-violation, type wait")
    void whoSpeaksTooEarlyHasToWait() {
        hagSays("one");

        hag.sends(says("two"));
        hag.receives(explained("message", "wait", "policy-violation"));
        stage.clock().advance(Duration.ofSeconds(19));
        hag.sends(says("two"));
        assertThat(hag.receives().toString()).contains("20 seconds"); // and being refused prolongs nothing
        stage.clock().advance(Duration.ofSeconds(1));
        hagSays("two");
    }

    @Test
    @Spec(value = "XEP-0500 §7", says = "administrators and owners MUST NOT be rate limited")
    void thoseWhoRunTheRoomDoNotWait() {
        affiliates(crone, hag, "admin");
        hagSays("one");
        hagSays("two");
        for (int i = 0; i < 2; i++) {
            crone.sends(says("order"));
            crone.receives(said("first", "order"));
        }
    }

    @Test
    @Spec(value = "XEP-0500 §7", says = "only messages with a body are taken into account")
    void whatHasNoBodyDoesNotCount() {
        String typing = "<message to='%s' type='groupchat'><composing xmlns='http://jabber.org/protocol/chatstates'/>"
                        .formatted(ROOM)
                + "</message>";
        hag.sends(typing);
        hag.ignoresAll();
        hag.sends(typing);
        assertThat(hag.receives().toString()).contains("composing").doesNotContain("error");
        crone.ignoresAll();

        hagSays("one");
    }

    private static String hinted(String content, String hint) {
        return "<message to='%s' type='groupchat'>%s<%s xmlns='urn:xmpp:hints'/></message>"
                .formatted(ROOM, content, hint);
    }

    @Test
    @Spec(value = "XEP-0500 §7", says = "whether there is a body decides, whatever is kept")
    void whatIsKeptWithoutABodyDoesNotCount() {
        for (int i = 0; i < 2; i++) {
            hag.sends(hinted("<displayed xmlns='urn:xmpp:chat-markers:0' id='x'/>", "store"));
            assertThat(hag.receives().toString()).contains("displayed").doesNotContain("error");
            crone.ignoresAll();
        }

        hagSays("one");
    }

    @Test
    @Spec(value = "XEP-0500 §7", says = "whether there is a body decides, whatever is kept")
    void whatIsNotKeptCountsNevertheless() {
        hag.sends(hinted("<body>one</body>", "no-store"));
        assertThat(hag.receives().toString()).contains("one").doesNotContain("error");

        hag.sends(hinted("<body>two</body>", "no-store"));

        hag.receives(explained("message", "wait", "policy-violation"));
    }

    @Test
    void whatIsRefusedTakesNothingBack() {
        crone.sends(configuration("slow_mode_duration=20", "persistentroom=0"));
        crone.receives(done());
        crone.ignoresAll();
        hag.ignoresAll();
        hag.sends(says("one"));
        String id = hag.receives()
                .child(Vocabulary.STANZA_ID)
                .orElseThrow()
                .attribute("id")
                .orElseThrow();
        String retraction = "<message to='%s' type='groupchat'><retract xmlns='urn:xmpp:message-retract:1' id='%s'/>"
                        .formatted(ROOM, id)
                + "%s</message>";

        hag.sends(retraction.formatted("<body>took something back</body>"));
        hag.receives(explained("message", "wait", "policy-violation"));

        Actor wicca = stage.client("wicca");
        sendsEntry(wicca, "second");
        wicca.receives();
        wicca.receives();
        wicca.receives();
        assertThat(wicca.receives().toString()).contains("<body>one</body>");
    }

    @Test
    @Spec(value = "XEP-0500 §9", says = "the same limits apply to all sessions of a user")
    void anotherNicknameOrClientDoesNotHelp() {
        hagSays("one");
        Actor pda = stage.client("hag/pda");
        enters(pda, "third", crone, hag);
        pda.sends(says("two"));
        pda.receives(explained("message", "wait", "policy-violation"));
        leaves(pda, "third", crone, hag);
        leaves(hag, "third", crone);
        enters(hag, "hagatha", crone);
        hag.sends(says("two"));
        hag.receives(explained("message", "wait", "policy-violation"));
    }

    @Test
    void anEmptyRoomForgetsNothing() {
        hagSays("one");
        leaves(crone, "first", hag);
        leaves(hag, "third");
        enters(hag, "third");

        hag.sends(says("two"));

        hag.receives(explained("message", "wait", "policy-violation"));
    }

    @Test
    @Spec(
            value = "XEP-0500 §6.1, §6.2",
            says = "configured with a validated number from 0 up; shown in room information")
    void theDurationIsConfiguredAndShown() {
        crone.sends(get("owner", ""));
        assertThat(crone.receives().toString())
                .containsPattern("var='muc#roomconfig_slow_mode_duration' type='text-single'[^>]*>"
                        + "<value>20</value>"
                        + "<validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='xs:integer'>"
                        + "<range min='0'/></validate>");
        crone.sends(configuration("slow_mode_duration=-1"));
        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.sends(configuration("slow_mode_duration=99999999999"));
        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.sends(configuration("slow_mode_duration=0"));
        crone.receives(done());
        assertThat(crone.receives().toString()).contains("104");
        hag.ignoresAll();
        hag.sends("<iq type='get' id='ask' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                .formatted(ROOM));
        assertThat(hag.receives().toString())
                .containsPattern("muc#roominfo_slow_mode_duration' type='text-single'[^>]*><value>0</value>");
    }
}
