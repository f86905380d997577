package im.godwit.plugins.carbons;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.ElementWriter;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, CarbonsPlugin.class})
class InlineTest {
    private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'>%s</bind>";

    @Test
    @Spec(value = "XEP-0386 §4", says = "carbons asked for inline are enabled, without an answer")
    void carbonsAreEnabledWithTheResource(Stage stage) {
        stage.online("juliet/home");
        Wire phone = stage.wire("juliet", BIND.formatted("<enable xmlns='urn:xmpp:carbons:2'/>"));
        assertThat(ElementWriter.toText(phone.receives(), "")).contains("<bound xmlns='urn:xmpp:bind:0'/>");
        phone.receives(); // the features

        stage.online("romeo").sends("<message to='{juliet/home}' type='chat'><body>hi</body></message>");

        assertThat(phone.receives().firstChild().orElseThrow().local()).isEqualTo("received");
    }

    @Test
    @Spec(value = "XEP-0386 §3.1", says = "what can be enabled inline is offered")
    void carbonsAreOffered(Stage stage) {
        assertThat(ElementWriter.toText(stage.wire("juliet").offered(), ""))
                .contains("<feature var='urn:xmpp:carbons:2'/>");
    }
}
