package im.godwit.plugins.carbons;

import static im.godwit.plugins.carbons.Exchange.copy;
import static im.godwit.plugins.carbons.Exchange.enable;
import static im.godwit.plugins.carbons.Exchange.enabled;

import im.godwit.plugins.blocking.BlockingPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, CarbonsPlugin.class, BlockingPlugin.class})
class ReceivedTest {
    private static String message(String to) {
        return "<message to='%s' type='chat' id='m'><body>hi</body></message>".formatted(to);
    }

    private static String arrived(String to) {
        return "<message from='{juliet/}' to='%s' type='chat' id='m'><body>hi</body></message>".formatted(to);
    }

    private static String copied(String device, String to) {
        return copy("received", "romeo", device, "chat", arrived(to));
    }

    @Test
    @Spec(value = "XEP-0280 §7", says = "who is addressed gets the message itself, the others a copy from the account")
    void messageToOneResourceIsCopiedToTheOthers(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        Actor street = stage.online("romeo/street");

        juliet.sends(message("{romeo/home}"));

        home.receives(arrived("{romeo/home}")).receivesNothing();
        garden.receives(copied("garden", "{romeo/home}")).receivesNothing();
        street.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §7", says = "no copy for those who receive the message under the rules of RFC 6121")
    void messageToTheAccountReachesEveryDeviceOnce(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");

        juliet.sends(message("{romeo}"));

        home.receives(arrived("{romeo}")).receivesNothing();
        garden.receives(arrived("{romeo}")).receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §7", says = "a device whose priority is negative gets what goes to the account as a copy")
    void deviceOfNegativePriorityGetsACopy(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        garden.sends("<presence><priority>-1</priority></presence>").ignoresAll();
        home.ignoresAll();

        juliet.sends(message("{romeo}"));

        home.receives(arrived("{romeo}"));
        garden.receives(copied("garden", "{romeo}")).receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §7", says = "each enabled resource, available or not")
    void deviceThatIsNotAvailableGetsACopy(Stage stage) {
        Actor juliet = stage.online("juliet");
        stage.online("romeo/home");
        Actor garden = enable(stage.client("romeo/garden"));

        juliet.sends(message("{romeo}"));

        garden.receives(copied("garden", "{romeo}")).receivesNothing();
    }

    @Test
    @Spec(
            value = "RFC 6121 §8.5.3.2.1",
            says = "chat to a resource that is gone goes to the account: no copy beside it")
    void chatToAResourceThatIsGoneReachesEveryDeviceOnce(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor garden = enabled(stage, "romeo/garden");

        juliet.sends(message("{romeo/home}"));

        garden.receives(arrived("{romeo/home}")).receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.3.2.1", says = "what bounces is not received, and not copied")
    void messageThatIsRefusedIsNotCopied(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor garden = enabled(stage, "romeo/garden");

        juliet.sends("<message to='{romeo/home}' id='m'><body>hi</body></message>")
                .receives("""
                <message type='error' from='{romeo/home}' id='m'>
                  <body>hi</body>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");

        garden.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §12", says = "what others send that looks like a copy is their payload, and not a copy")
    void forgedCopyIsDeliveredAsWhatItIs(Stage stage) {
        Actor tybalt = stage.online("tybalt");
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        String forged = copy(
                        "received",
                        "romeo",
                        "home",
                        "chat",
                        "<message from='{juliet/}' to='{romeo/home}' type='chat'><body>Meet me!</body></message>")
                .replace(" from='{romeo}'", "");

        tybalt.sends(forged);

        String delivered = forged.replaceFirst("<message ", "<message from='{tybalt/}' ");
        home.receives(delivered).receivesNothing();
        garden.receives(copy("received", "romeo", "garden", "chat", delivered)).receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §10.3", says = "what a client answers to a copy does not reach the sender")
    void copyThatBouncesBotherNobody(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        juliet.sends(message("{romeo/home}"));
        home.ignoresAll();
        garden.ignoresAll();

        garden.sends("""
                <message type='error' to='{romeo}' id='m'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");

        juliet.receivesNothing();
        home.receivesNothing();
        garden.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §10.3", says = "a copy that is lost goes nowhere else")
    void copyThatIsLostIsNotGivenToTheOtherDevices(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor home = stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        juliet.sends(message("{romeo/home}"));
        home.receives(arrived("{romeo/home}"));

        garden.vanishesBeforeReading();

        home.receives("<presence type='unavailable'/>").receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "nothing of a blocked sender reaches any device")
    void messageOfABlockedSenderIsNotCopied(Stage stage) {
        Actor juliet = stage.online("juliet");
        stage.online("romeo/home");
        Actor garden = enabled(stage, "romeo/garden");
        garden.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='{juliet}'/></block></iq>")
                .receives("<iq type='result' id='b'/>");

        juliet.sends(message("{romeo/home}"));

        garden.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<private xmlns='urn:xmpp:carbons:2'/>", "<no-copy xmlns='urn:xmpp:hints'/>"})
    @Spec(value = "XEP-0280 §9", says = "neither server makes copies; the message is delivered as it is")
    void privateMessageIsNotCopied(String mark, Stage stage) {
        Actor juliet = enabled(stage, "juliet");
        Actor balcony = enabled(stage, "juliet/balcony");
        Actor home = enabled(stage, "romeo/home");
        Actor garden = enabled(stage, "romeo/garden");

        juliet.sends("<message to='{romeo/home}' type='chat' id='m'><body>hi</body>" + mark + "</message>");

        home.receives("<message from='{juliet/}' type='chat' id='m'><body>hi</body>" + mark + "</message>");
        garden.receivesNothing();
        balcony.receivesNothing();
    }
}
