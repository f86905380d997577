package im.godwit.plugins.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0357 §5 and §6. */
class EnableTest extends PushStage {
    private static final String FORM = """
            <iq type='set' id='on'>
              <enable xmlns='urn:xmpp:push:0' jid='push.example.org' node='n1'>
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#publish-options</value></field>
                  <field var='secret'><value>%s</value></field>
                </x>
              </enable>
            </iq>""";

    @Test
    @Spec(value = "XEP-0357 §7", says = "the publish request SHOULD include the data as publish options")
    void optionsGoWithEachNotificationAndTheLastOnesCount() {
        Actor juliet = stage.online("juliet");
        juliet.sends(FORM.formatted("old")).receives("<iq type='result' id='on'/>");
        juliet.sends(FORM.formatted("new")).receives("<iq type='result' id='on'/>");
        juliet.vanishes();

        romeoSays("hello");

        push.receives("""
                <iq type='set' from='example.org' to='push.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <publish node='n1'><item>{any}</item></publish>
                    <publish-options>
                      <x xmlns='jabber:x:data' type='submit'>
                        <field var='FORM_TYPE'>
                          <value>http://jabber.org/protocol/pubsub#publish-options</value>
                        </field>
                        <field var='secret'><value>new</value></field>
                      </x>
                    </publish-options>
                  </pubsub>
                </iq>""");
        push.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "<enable xmlns='urn:xmpp:push:0' node='n1'/>, modify, bad-request",
        "<enable xmlns='urn:xmpp:push:0' jid='@' node='n1'/>, modify, jid-malformed",
        "<disable xmlns='urn:xmpp:push:0' node='n1'/>, modify, bad-request",
        "<enable xmlns='urn:xmpp:push:0' jid='a.example' node='n'><x xmlns='jabber:x:data' type='submit'/></enable>,"
                + " modify, bad-request",
    })
    @Spec(value = "XEP-0357 §5", says = "MUST contain a 'jid' attribute of the XMPP Push Service being enabled")
    void whatMakesNoSenseIsRefused(String payload, String type, String condition) {
        Actor juliet = stage.online("juliet");

        juliet.sends("<iq type='set' id='on'>" + payload + "</iq>");

        juliet.receives("<iq type='error' id='on'><error type='" + type + "'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text></error></iq>");
    }

    @Test
    void thereIsALimit() {
        Actor juliet = stage.online("juliet");
        for (String node : new String[] {"n1", "n2", "n3", "n3"}) {
            juliet.sends(enable(node)).receives("<iq type='result' id='on'/>");
        }

        juliet.sends(enable("n4"));

        juliet.receives("""
                <iq type='error' id='on'><error type='wait'>
                  <resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                </error></iq>""");
    }

    @Test
    @Spec(value = "XEP-0357 §6", says = "only that combination of JID and node SHOULD be removed")
    void oneNodeIsDisabled() {
        Actor juliet = stage.online("juliet");
        juliet.sends(enable("n1")).receives("<iq type='result' id='on'/>");
        juliet.sends(enable("n2")).receives("<iq type='result' id='on'/>");

        juliet.sends("<iq type='set' id='off' to='{juliet}'>"
                + "<disable xmlns='urn:xmpp:push:0' jid='push.example.org' node='n1'/></iq>");

        juliet.receives("<iq type='result' id='off'/>").vanishes();
        romeoSays("hello");
        isPublished("n2", 1);
    }

    @Test
    @Spec(value = "XEP-0357 §6", says = "Otherwise, the server SHOULD disable all enabled entries for the service")
    void aWholeServiceIsDisabled() {
        Actor juliet = stage.online("juliet");
        juliet.sends(enable("n1")).receives("<iq type='result' id='on'/>");
        juliet.sends(enable("n2")).receives("<iq type='result' id='on'/>");

        juliet.sends("<iq type='set' id='off'><disable xmlns='urn:xmpp:push:0' jid='push.example.org'/></iq>");
        juliet.receives("<iq type='result' id='off'/>");

        juliet.sends(enable("n3")).receives("<iq type='result' id='on'/>").vanishes();
        romeoSays("hello");
        isPublished("n3", 1);
    }

    @Test
    void anAccountIsForgottenWithItsClients() {
        julietLeavesWith("n1");
        stage.service(Accounts.class).delete(stage.account("juliet"));

        julietLeavesWith("n2");

        romeoSays("hello");
        isPublished("n2", 1);
    }

    @Test
    @Spec(value = "XEP-0357 §5", says = "sends an IQ-set to the user's bare JID")
    void nobodyEnablesForOthers() {
        stage.account("juliet");

        romeo.sends("<iq type='set' id='on' to='{juliet}'>"
                + "<enable xmlns='urn:xmpp:push:0' jid='push.example.org' node='n1'/></iq>");

        assertThat(romeo.receives().attribute("type")).contains("error");
    }
}
