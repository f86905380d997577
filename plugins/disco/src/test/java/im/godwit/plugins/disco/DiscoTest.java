package im.godwit.plugins.disco;

import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        plugins = {DiscoPlugin.class, DiscoTest.GreetingPlugin.class},
        services = @XmppTest.Service(name = "pubsub", plugins = DiscoPlugin.class))
class DiscoTest {
    /** A plugin that only advertises something. */
    public static final class GreetingPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.feature("urn:example:greeting");
        }
    }

    @Test
    @Spec(value = "XEP-0030 §3.1", says = "identities and features of the server")
    void serverTellsWhatItsPluginsRegistered(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d1' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d1' from='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'>
                    <identity category='server' type='im' name='Godwit'/>
                    <feature var='http://jabber.org/protocol/disco#info'/>
                    <feature var='http://jabber.org/protocol/disco#items'/>
                    <feature var='http://jabber.org/protocol/rsm'/>
                    <feature var='urn:example:greeting'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0030 §4.1", says = "the services of the server are its items")
    void serverListsItsServices(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d2' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d2'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <item jid='pubsub.example.org'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0059 §3.2", says = "items are given by pages")
    void itemsAreGivenByPages(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d6' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <set xmlns='http://jabber.org/protocol/rsm'><max>10</max></set>
                  </query>
                </iq>""");
        romeo.receives("""
                <iq type='result' id='d6'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <item jid='pubsub.example.org'/>
                    <set xmlns='http://jabber.org/protocol/rsm'>
                      <first index='0'>pubsub.example.org</first>
                      <last>pubsub.example.org</last>
                      <count>1</count>
                    </set>
                  </query>
                </iq>""");
        romeo.sends("""
                <iq type='get' id='d7' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <set xmlns='http://jabber.org/protocol/rsm'><after>pubsub.example.org</after></set>
                  </query>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d7'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <set xmlns='http://jabber.org/protocol/rsm'><count>1</count></set>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0030 §7", says = "an unknown node is answered with item-not-found")
    void unknownNodeIsNotFound(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d3' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='nowhere'/>
                </iq>""");

        romeo.receives("""
                <iq type='error' id='d3'>
                  <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0030 §8", says = "strangers learn neither what an account can do nor whether it exists")
    void strangerGetsTheSameAnswerForPresentAndMissingAccounts(Stage stage) {
        Actor romeo = stage.client("romeo");
        stage.account("juliet");

        for (String name : new String[] {"juliet", "nobody"}) {
            romeo.sends("""
                    <iq type='get' id='d4' to='%s@example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#info'/>
                    </iq>""".formatted(name));

            romeo.receives("""
                    <iq type='error' id='d4' from='%s@example.org'>
                      <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""".formatted(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node='n'"})
    @Spec(value = "XEP-0030 §8", says = "for strangers an account has no items, whether it exists or not")
    void strangerFindsNoItemsOfPresentAndMissingAccounts(String node, Stage stage) {
        Actor romeo = stage.client("romeo");
        stage.account("juliet");

        for (String name : new String[] {"juliet", "nobody"}) {
            romeo.sends("""
                    <iq type='get' id='d5' to='%s@example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#items' %s/>
                    </iq>""".formatted(name, node));

            romeo.receives("""
                    <iq type='result' id='d5' from='%s@example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#items' %s/>
                    </iq>""".formatted(name, node));
        }
    }

    @Test
    @Spec(value = "XEP-0030 §3.1", says = "an account tells its owner what it can do")
    void ownerSeesTheOwnAccount(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d5' to='{romeo}'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d5' from='{romeo}'>
                  <query xmlns='http://jabber.org/protocol/disco#info'>
                    <identity category='account' type='registered'/>
                    <feature var='http://jabber.org/protocol/disco#info'/>
                    <feature var='http://jabber.org/protocol/disco#items'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0030 §4.1", says = "an external component is an item while it is connected")
    void serverListsConnectedComponents() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new DiscoPlugin()))
                .component("gateway")
                .component("away")
                .build()) {
            Actor romeo = stage.client("romeo");
            Component gateway = stage.component("gateway").connects();
            String request = """
                    <iq type='get' id='d1' to='example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#items'/>
                    </iq>""";

            romeo.sends(request);
            romeo.receives("""
                    <iq type='result' id='d1'>
                      <query xmlns='http://jabber.org/protocol/disco#items'><item jid='gateway.example.org'/></query>
                    </iq>""");

            gateway.closes();
            romeo.sends(request);
            romeo.receives("""
                    <iq type='result' id='d1'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>""");
        }
    }
}
