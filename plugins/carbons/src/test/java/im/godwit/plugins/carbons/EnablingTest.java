package im.godwit.plugins.carbons;

import static im.godwit.plugins.carbons.Exchange.copy;
import static im.godwit.plugins.carbons.Exchange.disable;
import static im.godwit.plugins.carbons.Exchange.enable;
import static im.godwit.plugins.carbons.Exchange.enabled;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, CarbonsPlugin.class, EnablingTest.FeaturesPlugin.class})
class EnablingTest {
    private static final String MESSAGE = "<message to='{romeo/home}' type='chat' id='m'><body>hi</body></message>";

    /** What the domain advertises. */
    interface Features extends Supplier<Set<String>> {}

    /** Lets the tests see what is advertised. */
    public static final class FeaturesPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(Features.class, () -> host.features(Host.At.DOMAIN));
        }
    }

    @Test
    @Spec(value = "XEP-0280 §3", says = "support, and support of all rules, are advertised by the server")
    void supportIsAdvertised(Stage stage) {
        assertThat(stage.service(Features.class).get()).contains("urn:xmpp:carbons:2", "urn:xmpp:carbons:rules:0");
    }

    @Test
    @Spec(value = "XEP-0280 §2", says = "clients that did not ask receive no protocol they do not expect")
    void whoDidNotAskGetsNothing(Stage stage) {
        stage.online("romeo/home");
        Actor garden = stage.online("romeo/garden");

        stage.online("juliet").sends(MESSAGE);

        garden.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §10.1", says = "enabling and disabling may be repeated in a session")
    void enablingAndDisablingMayBeRepeated(Stage stage) {
        Actor juliet = stage.online("juliet");
        stage.online("romeo/home");
        Actor garden = stage.online("romeo/garden");
        enable(enable(garden));

        juliet.sends(MESSAGE);
        garden.receives(copy(
                "received",
                "romeo",
                "garden",
                "chat",
                "<message from='{juliet/}' to='{romeo/home}' type='chat' id='m'><body>hi</body></message>"));
        garden.receivesNothing();

        disable(disable(garden));
        juliet.sends(MESSAGE);
        garden.receivesNothing();

        enable(garden);
        juliet.sends(MESSAGE);
        assertThat(garden.receives().local()).isEqualTo("message");
    }

    @Test
    void aNewSessionOfTheResourceHasToEnableThemAgain(Stage stage) {
        stage.online("romeo/home");
        enabled(stage, "romeo/garden").vanishes();
        Actor again = stage.online("romeo/garden");

        stage.online("juliet").sends(MESSAGE);

        again.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable", "disable"})
    @Spec(value = "XEP-0280 §4.1, §5.1", says = "not-allowed, the same whether or not there is such an account")
    void carbonsOfOthersAreNotAllowed(String command, Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.online("juliet");

        for (String name : new String[] {"juliet", "nobody"}) {
            romeo.sends("<iq type='set' id='c' to='%s@example.org'><%s xmlns='urn:xmpp:carbons:2'/></iq>"
                            .formatted(name, command))
                    .receives("""
                            <iq type='error' id='c' from='%s@example.org'>
                              <error type='cancel'>
                                <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                              </error>
                            </iq>""".formatted(name));
        }
        juliet.receivesNothing();
    }

    @Test
    void anAccountThatIsRemovedLeavesNothing(Stage stage) {
        enabled(stage, "romeo/garden");
        stage.service(Accounts.class).delete(Jid.of("romeo", Stage.DOMAIN));
        stage.online("romeo/home");
        Actor garden = stage.online("romeo/garden");

        stage.online("juliet").sends(MESSAGE);

        garden.receivesNothing();
    }
}
