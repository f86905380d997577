package im.godwit.plugins.last;

import im.godwit.jid.Jid;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class, LastPlugin.class},
        services = @XmppTest.Service(name = "pubsub", plugins = LastPlugin.class))
class LastTest {
    private static final String ASK = "<iq type='get' id='l' to='%s'><query xmlns='jabber:iq:last'/></iq>";
    private static final String ANSWER =
            "<iq type='result' id='l' from='%s'><query xmlns='jabber:iq:last' seconds='%d'>%s</query></iq>";
    private static final String FORBIDDEN = """
            <iq type='error' id='l' from='%s'>
              <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            </iq>""";

    private static void subscribe(Stage stage, Jid account, Jid contact) {
        stage.service(Rosters.class).update(account, contact, entry -> entry.withFrom(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "pubsub.example.org"})
    @Spec(value = "XEP-0012 §5", says = "a server or component tells its uptime")
    void domainTellsItsUptime(String domain, Stage stage) {
        Actor romeo = stage.client("romeo");
        stage.clock().advance(Duration.ofMillis(123_456_999));

        romeo.sends(ASK.formatted(domain));

        romeo.receives(ANSWER.formatted(domain, 123_456, ""));
    }

    @Test
    @Spec(value = "XEP-0012 §3", says = "a subscriber learns how long ago somebody left, and with which status")
    void subscriberLearnsWhenSomebodyLeft(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.online("juliet");
        subscribe(stage, juliet.jid().bare(), romeo.jid().bare());
        juliet.sends("<presence type='unavailable'><status>Heading  Home</status></presence>");
        juliet.vanishes();
        stage.clock().advance(Duration.ofSeconds(903));

        romeo.sends(ASK.formatted("{juliet}"));

        romeo.receives(ANSWER.formatted("{juliet}", 903, "Heading  Home"));
    }

    @Test
    @Spec(value = "XEP-0012 §3", says = "0 while there is an available resource")
    void somebodyWhoIsHereWasSeenNow(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.online("juliet");
        stage.online("juliet/phone").sends("<presence type='unavailable'><status>bye</status></presence>");
        subscribe(stage, juliet.jid().bare(), romeo.jid().bare());
        stage.clock().advance(Duration.ofSeconds(60));

        romeo.sends(ASK.formatted("{juliet}"));

        romeo.receives(ANSWER.formatted("{juliet}", 0, ""));
    }

    @Test
    @Spec(value = "XEP-0012 §3", says = "a lost connection is a departure without a status")
    void lostConnectionIsADeparture(Stage stage) {
        stage.online("juliet").vanishes();
        stage.clock().advance(Duration.ofSeconds(10));
        Actor juliet = stage.client("juliet/other"); // never available, so no activity

        juliet.sends("<iq type='get' id='l'><query xmlns='jabber:iq:last'/></iq>");

        juliet.receives("<iq type='result' id='l'><query xmlns='jabber:iq:last' seconds='10'/></iq>");
    }

    @Test
    void sessionThatWasNeverAvailableLeavesNoTrace(Stage stage) {
        stage.client("juliet").vanishes();
        Actor juliet = stage.client("juliet");

        juliet.sends(ASK.formatted("{juliet}"));

        juliet.receives("""
                <iq type='error' id='l' from='{juliet}'>
                  <error type='cancel'>
                    <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{juliet}",
                "{juliet/}",
                "{juliet/nowhere}",
                "{nurse}",
                "nobody@example.org",
                "nobody@example.org/x"
            })
    @Spec(value = "XEP-0012 §8", says = "who may not see presence gets forbidden, wherever they look")
    void strangersAreForbidden(String whom, Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.online("juliet");
        stage.account("nurse");

        romeo.sends(ASK.formatted(whom));

        romeo.receives(FORBIDDEN.formatted(whom));
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0012 §3", says = "only those count whom the account lets see its presence")
    void ownSubscriptionToSomebodyIsNoPermission(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.online("juliet");
        stage.service(Rosters.class).update(juliet.jid().bare(), romeo.jid().bare(), entry -> entry.withTo(true));
        subscribe(stage, romeo.jid().bare(), juliet.jid().bare());

        romeo.sends(ASK.formatted("{juliet}"));

        romeo.receives(FORBIDDEN.formatted("{juliet}"));
    }

    @Test
    @Spec(value = "XEP-0012 §4", says = "a subscriber's request to a resource is the client's to answer")
    void requestToAResourceIsDelivered(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.online("juliet");
        subscribe(stage, juliet.jid().bare(), romeo.jid().bare());

        romeo.sends(ASK.formatted("{juliet/}"));

        juliet.receives("<iq type='get' id='l' from='{romeo/}'><query xmlns='jabber:iq:last'/></iq>");
        juliet.sends("<iq type='result' id='l' to='{romeo/}'><query xmlns='jabber:iq:last' seconds='7'/></iq>");
        romeo.receives(ANSWER.formatted("{juliet/}", 7, ""));
    }

    @Test
    void otherRequestsToAccountsThatAreNotThereAreUnavailable(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("<iq type='get' id='p' to='nobody@example.org'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("""
                <iq type='error' id='p' from='nobody@example.org'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }
}
