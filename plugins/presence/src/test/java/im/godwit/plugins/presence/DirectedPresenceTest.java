package im.godwit.plugins.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6121 §4.3, §4.6 and §8.5: presence and probes to somebody in particular. */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class})
class DirectedPresenceTest {
    @Test
    @Spec(value = "RFC 6121 §4.6.3", says = "who saw directed presence sees its sender go, and no update between")
    void aStrangerSeesOneGoWhoShowedItself(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");

        romeo.sends("<presence to='{juliet/}'><status>psst</status></presence>");
        juliet.receives("<presence from='{romeo/}' to='{juliet/}'><status>psst</status></presence>");
        romeo.sends("<presence><show>away</show></presence>");
        juliet.receivesNothing();
        romeo.sends("<presence type='unavailable'/>");

        juliet.receives("<presence from='{romeo/}' to='{juliet/}' type='unavailable'/>")
                .receivesNothing();
        romeo.vanishes();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.6.3", says = "a lost client is unavailable to those too, even if it broadcast nothing")
    void aLostClientIsUnavailableToThoseItShowedItself(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.client("romeo");
        romeo.sends("<presence to='{juliet}'/>");
        juliet.receives("<presence from='{romeo/}'/>");

        romeo.vanishes();

        juliet.receives("<presence from='{romeo/}' to='{juliet}' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.6.3", says = "who was told already is not told again")
    void directedUnavailabilityIsFinal(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");
        romeo.sends("<presence to='{juliet}'/>").sends("<presence to='{juliet}' type='unavailable'/>");
        juliet.receives("<presence from='{romeo/}'/>");
        juliet.receives("<presence from='{romeo/}' type='unavailable'/>");

        romeo.vanishes();

        juliet.receivesNothing();
    }

    @Test
    void aSubscriberIsToldOnce(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");
        romeo.sends("<presence to='{juliet}'><show>chat</show></presence>");
        juliet.receives("<presence from='{romeo/}'><show>chat</show></presence>");

        romeo.vanishes();

        juliet.receives("<presence from='{romeo/}' type='unavailable'/>").receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.2.1.2", says = "presence to a bare JID goes to all available resources")
    void presenceToTheBareJidGoesToAllAvailableResources(Stage stage) {
        Actor home = stage.online("juliet");
        Actor balcony = stage.online("juliet/balcony");
        Actor silent = stage.client("juliet/silent");
        List.of(home, balcony).forEach(Actor::ignoresAll);

        stage.online("romeo").sends("<presence to='{juliet}'/>");

        home.receives("<presence from='{romeo/}' to='{juliet}'/>").receivesNothing();
        balcony.receives("<presence from='{romeo/}' to='{juliet}'/>").receivesNothing();
        silent.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.3.1", says = "presence to a full JID goes to that resource alone")
    void presenceToAFullJidGoesToThatResource(Stage stage) {
        Actor home = stage.online("juliet");
        Actor balcony = stage.online("juliet/balcony");
        List.of(home, balcony).forEach(Actor::ignoresAll);
        Actor romeo = stage.online("romeo");

        romeo.sends("<presence to='{juliet/balcony}'/>").sends("<presence to='{juliet/garden}'/>");

        balcony.receives("<presence from='{romeo/}'/>").receivesNothing();
        home.receivesNothing();
        romeo.receivesNothing(); // §8.5.3.2.2: silently ignored
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.3.1", says = "an error is delivered to the resource addressed")
    void anErrorIsDelivered(Stage stage) {
        Actor juliet = stage.online("juliet");

        stage.online("romeo").sends("""
                <presence to='{juliet/}' type='error'>
                  <error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </presence>""");

        juliet.receives("""
                <presence from='{romeo/}' type='error'>
                  <error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </presence>""");
    }

    @Test
    @Spec(value = "RFC 6121 §4.3.2", says = "a subscriber's probe is answered for each available resource")
    void aSubscribersProbeIsAnswered(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        juliet.sends("<presence><show>dnd</show></presence>");
        Actor romeo = stage.online("romeo");

        romeo.sends("<presence to='{juliet}' type='probe'/>");

        romeo.receives("<presence from='{juliet/}' to='{romeo/}'><show>dnd</show></presence>")
                .receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.3.2", says = "the answer for a contact that is not there is 'unavailable'")
    void aProbeOfAnAbsentContactIsAnswered(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");

        romeo.sends("<presence to='{juliet}' type='probe'/>");

        romeo.receives("<presence from='{juliet}' to='{romeo/}' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.3.2", says = "a stranger's probe learns nothing, not even whether the account exists")
    void aStrangersProbeLearnsNothing(Stage stage) {
        stage.online("juliet");
        stage.account("nurse");
        Actor romeo = stage.online("romeo");

        for (String somebody : List.of("juliet", "juliet/home", "nurse", "nobody")) {
            romeo.sends("<presence to='" + somebody.replaceAll("^[a-z]+", "$0@example.org") + "' type='probe'/>");
            romeo.receivesNothing();
        }
    }

    @Test
    void aProbeOfNobodyEndsAFalseSubscription(Stage stage) {
        Actor romeo = stage.online("romeo");
        romeo.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .sends("<presence to='{nobody}' type='subscribe'/>")
                .ignoresAll();

        romeo.sends("<presence to='{nobody}' type='probe'/>");

        romeo.receives("<presence from='{nobody}' to='{romeo}' type='unsubscribed'/>");
    }

    @Test
    void theAddressesOfOneSessionAreBounded() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin()))
                .options("presence", new PresenceOptions(2))
                .build()) {
            Actor romeo = stage.online("romeo");
            romeo.sends("<presence to='a@example.org'/>")
                    .sends("<presence to='b@example.org'/>")
                    .sends("<presence to='b@example.org'/>")
                    .receivesNothing();

            romeo.sends("<presence to='c@example.org' id='p'/>");
            romeo.receives("""
                    <presence from='c@example.org' type='error' id='p'>
                      <error type='wait'>
                        <resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </presence>""");

            romeo.sends("<presence to='a@example.org' type='unavailable'/>")
                    .sends("<presence to='c@example.org'/>")
                    .receivesNothing();
            assertThat(stage.server().sessionCount()).isEqualTo(1);
        }
    }
}
