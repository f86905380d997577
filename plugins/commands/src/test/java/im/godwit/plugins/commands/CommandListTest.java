package im.godwit.plugins.commands;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = {DiscoPlugin.class, CommandsPlugin.class, ConfigurePlugin.class},
        services =
                @XmppTest.Service(
                        name = "service",
                        plugins = {DiscoPlugin.class, CommandsPlugin.class, ConfigurePlugin.class}))
class CommandListTest {
    @Test
    @Spec(value = "XEP-0050 §2.1", says = "support is the feature of the namespace")
    void theProtocolIsAdvertised(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d1' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d1'>
                  <query xmlns='http://jabber.org/protocol/disco#info'>
                    <identity category='server' type='im'/>
                    <feature var='http://jabber.org/protocol/commands'/>
                    <feature var='http://jabber.org/protocol/disco#info'/>
                    <feature var='http://jabber.org/protocol/disco#items'/>
                    <feature var='http://jabber.org/protocol/rsm'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §2.2", says = "commands are items of a fixed node; not all requesters see the same")
    void whoMayNotRunACommandDoesNotSeeIt(Stage stage) {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");

        romeo.sends("""
                <iq type='get' id='d2' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""");
        juliet.sends("""
                <iq type='get' id='d3' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d2'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'>
                    <item jid='example.org' node='config' name='Configure Service'/>
                    <item jid='example.org' node='count' name='Count'/>
                  </query>
                </iq>""");
        juliet.receives("""
                <iq type='result' id='d3'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'>
                    <item jid='example.org' node='config' name='Configure Service'/>
                    <item jid='example.org' node='count' name='Count'/>
                    <item jid='example.org' node='secret' name='Secret'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §5", says = "a responder reports its own command nodes only")
    void aServiceListsItsCommandsUnderItsOwnAddress(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d4' to='service.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""");
        romeo.receives("""
                <iq type='result' id='d4' from='service.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'>
                    <item jid='service.example.org' node='config' name='Configure Service'/>
                    <item jid='service.example.org' node='count' name='Count'/>
                  </query>
                </iq>""");

        romeo.sends("""
                <iq type='set' id='c1' to='service.example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='count'/>
                </iq>""");
        romeo.receives("""
                <iq type='result' id='c1' from='service.example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='count' status='completed'>{any}</command>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §2.2", says = "the list is an automation/command-list")
    void theListOfCommandsSaysWhatItIs(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d5' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='http://jabber.org/protocol/commands'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d5'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='http://jabber.org/protocol/commands'>
                    <identity category='automation' type='command-list'/>
                    <feature var='http://jabber.org/protocol/commands'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(
            value = "XEP-0050 §2.2",
            says = "a command MUST provide the identity automation/command-node and the feature of the namespace")
    void aCommandSaysWhatItIs(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d6' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='config'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='d6'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='config'>
                    <identity category='automation' type='command-node' name='Configure Service'/>
                    <feature var='http://jabber.org/protocol/commands'/>
                    <feature var='jabber:x:data'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §2.2", says = "the information of a command that is not available is forbidden")
    void whoMayNotRunACommandLearnsNothingOfIt(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d7' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='secret'/>
                </iq>""");
        CommandTesting.refused(romeo, "cancel", "forbidden");

        romeo.sends("""
                <iq type='get' id='d8' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='secret'/>
                </iq>""");
        CommandTesting.refused(romeo, "cancel", "item-not-found");
    }
}
