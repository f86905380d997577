package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Message;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

/** What becomes of waiting messages when a client logs in that reads the archive. */
@XmppTest(plugins = {AvailabilityPlugin.class, BoundInlineTest.ChatArchivePlugin.class, OfflinePlugin.class})
class BoundInlineTest {
    private static final String SID = "urn:xmpp:sid:0";

    /** Says of messages of type chat that they are in an archive. */
    public static final class ChatArchivePlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.feature(SID, Host.At.ACCOUNT);
            host.incoming(
                    Phase.ARCHIVE,
                    Message.class,
                    passage -> passage.stanza().type() == Message.Type.CHAT
                            ? Verdict.replace(Message.of(passage.stanza()
                                    .element()
                                    .with(Element.builder(SID, "stanza-id")
                                            .attribute("id", "kept")
                                            .attribute("by", passage.account().toString())
                                            .build())))
                            : Verdict.pass());
        }
    }

    @Test
    @Spec(value = "XEP-0386 §4", says = "offline messages are cleared without sending them, as the archive has them")
    void whatTheArchiveHasIsNotSent(Stage stage) {
        stage.account("juliet");
        Actor romeo = stage.online("romeo");
        romeo.sends("<message to='{juliet}' type='chat'><body>archived</body></message>");
        romeo.sends("<message to='{juliet}' type='normal'><body>in no archive</body></message>");
        romeo.receivesNothing();

        Wire phone = stage.wire("juliet", "<bind xmlns='urn:xmpp:bind:0'/>");
        phone.receives(); // success
        phone.receives(); // the features
        phone.sends("<presence/>");

        assertThat(phone.receives().child("body").orElseThrow().text()).isEqualTo("in no archive");
        stage.client("juliet/old").sends("<presence/>").receivesNothing();
    }

    @Test
    @Spec(
            value = "RFC 6120 §8.3.1",
            says = "an error may include what was sent: what was added on the way is not in it")
    void whatTheServerAddedDoesNotComeBack(Stage stage) {
        stage.account("juliet");
        Actor romeo = stage.online("romeo");
        String secret = "<body>burn this</body><no-store xmlns='urn:xmpp:hints'/>";

        romeo.sends("<message to='{juliet}' type='chat' id='m'>" + secret + "</message>");

        romeo.receives("<message type='error' id='m' from='{juliet}'>" + secret + """
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "who binds otherwise gets all that waited")
    void whoDoesNotReadTheArchiveGetsAll(Stage stage) {
        stage.account("juliet");
        Actor romeo = stage.online("romeo");
        romeo.sends("<message to='{juliet}' type='chat'><body>archived</body></message>");
        romeo.receivesNothing();

        Element message = stage.client("juliet").sends("<presence/>").receives();

        assertThat(message.child("body").orElseThrow().text()).isEqualTo("archived");
    }
}
