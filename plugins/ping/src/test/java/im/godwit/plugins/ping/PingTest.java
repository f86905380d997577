package im.godwit.plugins.ping;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = PingPlugin.class)
class PingTest {
    @Test
    @Spec(value = "XEP-0199 §4.2", says = "a client pings its server and gets an empty result")
    void serverAnswersItsClient(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("<iq type='get' id='p1' to='example.org'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("<iq type='result' id='p1' from='example.org' to='{romeo/}'/>");
    }

    @Test
    @Spec(value = "XEP-0199 §4.2", says = "a ping without an address is one of the own account")
    void serverAnswersForTheOwnAccount(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("<iq type='get' id='p2'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("<iq type='result' id='p2' to='{romeo/}'/>");
    }

    @Test
    @Spec(value = "XEP-0199 §4.4", says = "a client is pinged through its server")
    void anotherClientAnswersForItself(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");

        romeo.sends("<iq type='get' id='p3' to='{juliet/}'><ping xmlns='urn:xmpp:ping'/></iq>");

        juliet.receives("<iq type='get' id='p3' from='{romeo/}'><ping xmlns='urn:xmpp:ping'/></iq>");
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §8.2.3", says = "a request without an id is answered with bad-request")
    void pingWithoutAnIdIsRefused(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("<iq type='get' to='example.org'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("""
                <iq type='error' from='example.org'>
                  <error type='modify'>
                    <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
    }
}
