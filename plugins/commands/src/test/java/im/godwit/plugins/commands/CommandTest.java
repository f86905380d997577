package im.godwit.plugins.commands;

import static im.godwit.plugins.commands.CommandTesting.begin;
import static im.godwit.plugins.commands.CommandTesting.form;
import static im.godwit.plugins.commands.CommandTesting.goesOn;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = {CommandsPlugin.class, ConfigurePlugin.class})
class CommandTest {
    private static final String FIRST = """
            <iq type='result' from='example.org' to='{romeo/}'>
              <command xmlns='http://jabber.org/protocol/commands' node='config' sessionid='{any}' status='executing'
                  xml:lang='en'>
                <actions execute='next'><next/></actions>
                <x xmlns='jabber:x:data' type='form'>
                  <field var='FORM_TYPE' type='hidden'><value>urn:example:configure</value></field>
                  <field var='service' type='list-single' label='Service'>
                    <required/>
                    <option><value>httpd</value></option>
                    <option><value>jabberd</value></option>
                  </field>
                </x>
              </command>
            </iq>""";

    private static final String SECOND = """
            <iq type='result' from='example.org' to='{romeo/}'>
              <command xmlns='http://jabber.org/protocol/commands' node='config' sessionid='{any}' status='executing'>
                <actions execute='complete'><prev/><complete/></actions>
                <x xmlns='jabber:x:data' type='form'>{any}</x>
              </command>
            </iq>""";

    private Actor romeo;

    @BeforeEach
    void enter(Stage stage) {
        romeo = stage.client("romeo");
    }

    private static String completed(String note) {
        return """
                <iq type='result'>
                  <command xmlns='http://jabber.org/protocol/commands' node='config' sessionid='{any}'
                      status='completed'>
                    <note type='info'>%s</note>
                  </command>
                </iq>""".formatted(note);
    }

    @Test
    @Spec(value = "XEP-0050 §2.4.1", says = "a command without forms is completed at once")
    void aCommandWithoutFormsAnswersAtOnce() {
        romeo.sends("""
                <iq type='set' id='c1' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='count' action='execute'/>
                </iq>""");

        romeo.receives("""
                <iq type='result' id='c1' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='count' sessionid='{any}'
                      status='completed' xml:lang='en'>
                    <note type='warn'>one did not count</note>
                    <x xmlns='jabber:x:data' type='result'>
                      <field var='FORM_TYPE' type='hidden'><value>urn:example:configure</value></field>
                      <field var='number' type='text-single' label='How many'><value>3</value></field>
                    </x>
                  </command>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §2.4.2", says = "a command in stages leads from form to form under one sessionid")
    void aCommandInStagesLeadsFromFormToForm() {
        romeo.sends("""
                <iq type='set' id='c1' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='config'/>
                </iq>""");
        var first = romeo.receives();
        String session = CommandTesting.sessionOf(first);
        assertThat(session).hasSizeGreaterThanOrEqualTo(22); // 128 bits in base64

        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);
        goesOn(romeo, "config", session, "", form("port", "80")).receives(completed("httpd listens on 80"));
    }

    @Test
    @Spec(value = "XEP-0050 §3.4", says = "a stage says which actions it allows, and for which execute stands")
    void aStageSaysWhichActionsItAllows() {
        romeo.sends("""
                <iq type='set' id='c1' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='config'/>
                </iq>""");

        romeo.receives(FIRST);
    }

    @Test
    @Spec(value = "XEP-0050 §4.1", says = "next, prev and complete lead on, back and to the end")
    void actionsLeadOnAndBackAndToTheEnd() {
        String session = begin(romeo, "config");

        goesOn(romeo, "config", session, "action='next'", form("service", "httpd"))
                .receives(SECOND);
        goesOn(romeo, "config", session, "action='prev'", "").receives(FIRST);
        goesOn(romeo, "config", session, "action='execute'", form("service", "jabberd"))
                .receives(SECOND);
        goesOn(romeo, "config", session, "action='complete'", form("port", "5222"))
                .receives(completed("jabberd listens on 5222"));
    }

    @Test
    @Spec(value = "XEP-0050 §2.4.3", says = "the responder MUST reply to cancel with success")
    void aCommandCanBeCanceled() {
        String session = begin(romeo, "config");

        goesOn(romeo, "config", session, "action='cancel'", "");

        romeo.receives("""
                <iq type='result' from='example.org' id='on'>
                  <command xmlns='http://jabber.org/protocol/commands' node='config' sessionid='{any}'
                      status='canceled'/>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §3.3", says = "a requester may execute more than one session of a command")
    void twoExecutionsOfOneCommandGoTheirOwnWays() {
        String one = begin(romeo, "config");
        String other = begin(romeo, "config");

        goesOn(romeo, "config", one, "", form("service", "httpd")).receives(SECOND);
        goesOn(romeo, "config", other, "", form("service", "jabberd")).receives(SECOND);
        goesOn(romeo, "config", one, "", form("port", "80")).receives(completed("httpd listens on 80"));
        goesOn(romeo, "config", other, "", form("port", "5222")).receives(completed("jabberd listens on 5222"));
    }

    @Test
    @Spec(value = "XEP-0050 §4.1", says = "a status that the requester specifies MUST be ignored")
    void aStatusOfTheRequesterIsIgnored() {
        String session = begin(romeo, "config");

        goesOn(romeo, "config", session, "status='completed'", form("service", "httpd"))
                .receives(SECOND);
    }

    @Test
    @Spec(value = "XEP-0050 §3.5.1", says = "a form of type cancel is considered to be of type submit")
    void aCanceledFormIsASubmittedOne() {
        String session = begin(romeo, "config");

        goesOn(romeo, "config", session, "", form("service", "httpd").replace("submit", "cancel"))
                .receives(SECOND);
    }

    @Test
    @Spec(value = "XEP-0050 §3.7", says = "the responder says in which language it answers")
    void aWishForAnotherLanguageIsAnsweredInEnglish() {
        romeo.sends("""
                <iq type='set' id='c1' to='example.org' xml:lang='fr-ca'>
                  <command xmlns='http://jabber.org/protocol/commands' node='config'/>
                </iq>""");

        romeo.receives(FIRST);
    }

    @Test
    void aFormMayDoWithoutWhatIsNotRequired() {
        String session = begin(romeo, "config");
        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);

        goesOn(romeo, "config", session, "", "").receives(completed("httpd listens on any port"));
    }

    @Test
    @Spec(value = "XEP-0317 §4.3", says = "a client that knows the form sends it with the first request")
    void aFormInTheFirstRequestAnswersTheFirstStage() {
        String request = """
                <iq type='set' id='begin' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='config'>%s</command>
                </iq>""";

        romeo.sends(request.formatted(form("service", "httpd")));

        String answer = romeo.receives().toString();
        assertThat(answer).contains("status='executing'", "Run httpd", "<prev/>");
        romeo.sends(request.formatted(form("service", "ftpd")));
        assertThat(romeo.receives().toString()).contains("status='executing'", "type='error'", "ftpd");
        romeo.sends(request.formatted("<x xmlns='jabber:x:data' type='form'/>"));
        romeo.receives(FIRST);
    }
}
