package im.godwit.plugins.carbons;

import static im.godwit.plugins.carbons.Exchange.copy;
import static im.godwit.plugins.carbons.Exchange.enabled;

import im.godwit.plugins.blocking.BlockingPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, CarbonsPlugin.class, BlockingPlugin.class})
class SentTest {
    @Test
    @Spec(
            value = "XEP-0280 §8",
            says = "all enabled resources but the sending one, whether that has them enabled or not")
    void whatOneDeviceSendsIsCopiedToTheOthers(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        Actor street = enabled(stage, "romeo/street");

        street.sends("<message to='{juliet}' type='chat' id='1'><body>from the street</body></message>");
        home.sends("<message to='{juliet/}' type='chat' id='2'><body>from home</body></message>");

        String first =
                "<message from='{romeo/street}' to='{juliet}' type='chat' id='1'><body>from the street</body></message>";
        String second =
                "<message from='{romeo/home}' to='{juliet/}' type='chat' id='2'><body>from home</body></message>";
        garden.receives(copy("sent", "romeo", "garden", "chat", first))
                .receives(copy("sent", "romeo", "garden", "chat", second))
                .receivesNothing();
        street.receives(copy("sent", "romeo", "street", "chat", second)).receivesNothing();
        home.receivesNothing();
        juliet.receives(first).receives(second).receivesNothing();
    }

    @Test
    void whatGoesToTheOwnAccountReachesEveryDeviceOnce(Stage stage) {
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");

        home.sends("<message to='{romeo}' type='chat' id='m'><body>a note</body></message>");

        String note = "<message from='{romeo/home}' type='chat' id='m'><body>a note</body></message>";
        home.receives(note).receivesNothing();
        garden.receives(note).receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §7", says = "no copy to whom the message was addressed")
    void whatGoesToOneOwnDeviceIsCopiedToTheThird(Stage stage) {
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        Actor street = enabled(stage, "romeo/street");

        home.sends("<message to='{romeo/garden}' type='chat' id='m'><body>a note</body></message>");

        String note =
                "<message from='{romeo/home}' to='{romeo/garden}' type='chat' id='m'><body>a note</body></message>";
        home.receivesNothing();
        garden.receives(note).receivesNothing();
        street.receives(copy("received", "romeo", "street", "chat", note)).receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §6.1", says = "an error in response to a message that was copied is copied")
    void errorThatTheServerMakesIsCopied(Stage stage) {
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        String error = """
                <message type='error' from='nobody@example.org' to='{romeo/home}' id='m'>
                  <body>hi</body>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""";

        home.sends("<message to='nobody@example.org' type='chat' id='m'><body>hi</body></message>")
                .receives(error);

        garden.receives(copy(
                "sent",
                "romeo",
                "garden",
                "chat",
                "<message from='{romeo/home}' type='chat' id='m'><body>hi</body></message>"));
        garden.receives(copy("received", "romeo", "garden", "error", error)).receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §6.1", says = "an error in response to a message that was copied is copied, to both sides")
    void errorThatAClientSendsIsCopied(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor balcony = enabled(stage, "juliet/balcony");
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        home.sends("<message to='{juliet/}' type='chat' id='m'><body>hi</body></message>");
        garden.ignoresAll();
        balcony.ignoresAll();
        String content =
                "<error type='cancel'><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>";
        String error = "<message from='{juliet/}' to='{romeo/home}' type='error' id='m'>" + content;

        juliet.sends("<message to='{romeo/home}' type='error' id='m'>" + content);

        balcony.receives(copy("sent", "juliet", "balcony", "error", error)).receivesNothing();
        garden.receives(copy("received", "romeo", "garden", "error", error)).receivesNothing();
        home.receives(error);
    }

    @Test
    @Spec(value = "XEP-0280 §6.1", says = "other errors are not copied")
    void errorThatAnswersNothingIsNotCopied(Stage stage) {
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        home.sends("<message to='{juliet}' type='headline' id='m'><body>news</body></message>");

        stage.online("juliet").sends("""
                <message to='{romeo/home}' type='error' id='m'>
                  <error type='cancel'><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");

        garden.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "what is sent to a blocked address goes nowhere, copies included")
    void messageToABlockedAddressIsNotCopied(Stage stage) {
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        home.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='{juliet}'/></block></iq>")
                .receives("<iq type='result' id='b'/>");

        home.sends("<message to='{juliet}' type='chat' id='m'><body>hi</body></message>")
                .receives("""
                        <message type='error' id='m'>
                          <body>hi</body>
                          <error type='cancel'>
                            <not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                            <blocked xmlns='urn:xmpp:blocking:errors'/>
                          </error>
                        </message>""");

        garden.receivesNothing();
    }
}
