package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, CommandsPlugin.class, PubSubPlugin.class}))
class PendingTest {
    private static final String COMMAND = "http://jabber.org/protocol/pubsub#get-pending";

    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void create(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        creates(hamlet, "plans", "access_model=authorize");
        creates(hamlet, "other", "access_model=authorize");
    }

    private static void asks(Actor who, String node) {
        who.sends(set("<subscribe node='%s' jid='%s'/>".formatted(node, who.jid())));
        who.receives(result("<subscription node='%s' jid='%s' subscription='pending'/>".formatted(node, who.jid())));
    }

    private static String command(String attributes, String content) {
        return """
                <iq type='set' id='pending' to='pubsub.example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' %s>%s</command>
                </iq>""".formatted(COMMAND, attributes, content);
    }

    /** Runs the command up to its form, and answers the session's name. */
    private String begins() {
        hamlet.sends(command("action='execute'", ""));
        Element form = hamlet.receives().firstChild().orElseThrow();
        return form.attribute("sessionid").orElseThrow();
    }

    private static String chosen(String node) {
        return """
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='pubsub#node'><value>%s</value></field>
                </x>""".formatted(node);
    }

    @Test
    @Spec(value = "XEP-0060 §8.7.1, §8.7.2", says = "a form with the nodes that somebody waits for")
    void ownersChooseANode() {
        asks(horatio, "plans");

        hamlet.sends(command("action='execute'", ""));

        hamlet.receives("""
                <iq type='result' id='pending' from='pubsub.example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' sessionid='{any}' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <x xmlns='jabber:x:data' type='form'>
                      <field var='FORM_TYPE' type='hidden'>
                        <value>http://jabber.org/protocol/pubsub#subscribe_authorization</value>
                      </field>
                      <field var='pubsub#node' type='list-single'>
                        <required/>
                        <option><value>plans</value></option>
                      </field>
                    </x>
                  </command>
                </iq>""".formatted(COMMAND));
    }

    @Test
    @Spec(value = "XEP-0060 §8.7.4", says = "success, then a question for each pending request")
    void ownersAreAskedOnceMore() {
        asks(horatio, "plans");
        String session = begins();

        hamlet.sends(command("action='execute' sessionid='" + session + "'", chosen("plans")));

        hamlet.receives("""
                <iq type='result' id='pending'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' sessionid='%s' status='completed'/>
                </iq>""".formatted(COMMAND, session));
        Element question = hamlet.receives();
        assertThat(question.attribute("to")).contains(hamlet.jid().toString());
        assertThat(question.toString())
                .contains("pubsub#subscriber_jid", horatio.jid().toString());
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §8.7.3.3", says = "who decides about no node is forbidden to ask")
    void othersMayNotAsk() {
        horatio.sends(command("action='execute'", ""));

        horatio.receives(error("cancel", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.7.3.4", says = "a node that is not there any more is not found")
    void theNodeMayBeGone() {
        asks(horatio, "plans");
        String session = begins();
        hamlet.sends(ownerSet("<delete node='plans'/>"));
        hamlet.receives(done());

        hamlet.sends(command("action='execute' sessionid='" + session + "'", chosen("plans")));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.7.2", says = "nobody waits")
    void nobodyWaits() {
        hamlet.sends(command("action='execute'", ""));

        hamlet.receives("""
                <iq type='result' id='pending'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' sessionid='{any}' status='completed'>
                    <note type='info'>{any}</note>
                  </command>
                </iq>""".formatted(COMMAND));
    }

    @Test
    @Spec(value = "XEP-0060 §8.7.4", says = "who is made a publisher need not wait any more, an outcast waits in vain")
    void affiliationsDecideToo() {
        asks(horatio, "plans");
        asks(horatio, "other");

        affiliates(hamlet, "plans", horatio, "publisher");
        horatio.receives(changed("plans", "subscribed"));
        affiliates(hamlet, "other", horatio, "outcast");

        horatio.receives(changed("other", "none"));
        hamlet.sends(command("action='execute'", ""));
        hamlet.receives("""
                <iq type='result' id='pending'>
                  <command xmlns='http://jabber.org/protocol/commands' status='completed'>{any}</command>
                </iq>""");
    }

    private String changed(String node, String state) {
        return event(
                horatio.jid().toString(),
                "<subscription node='%s' jid='%s' subscription='%s'/>".formatted(node, horatio.jid(), state));
    }

    @Test
    @Spec(value = "XEP-0060 §10", says = "the feature is told where commands are")
    void theFeatureIsTold() {
        hamlet.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");

        assertThat(hamlet.receives().firstChild().orElseThrow().elements())
                .anySatisfy(feature -> assertThat(feature.attribute("var")).contains(COMMAND));
    }
}
