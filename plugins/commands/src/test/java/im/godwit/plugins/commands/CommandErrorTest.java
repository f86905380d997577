package im.godwit.plugins.commands;

import static im.godwit.plugins.commands.CommandTesting.begin;
import static im.godwit.plugins.commands.CommandTesting.form;
import static im.godwit.plugins.commands.CommandTesting.goesOn;
import static im.godwit.plugins.commands.CommandTesting.refused;
import static im.godwit.plugins.commands.CommandTesting.refusedWithText;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = {CommandsPlugin.class, ConfigurePlugin.class})
class CommandErrorTest {
    private static final String SECOND = """
            <iq type='result'>
              <command xmlns='http://jabber.org/protocol/commands' node='config' status='executing'>
                <actions execute='complete'><prev/><complete/></actions>
                <x xmlns='jabber:x:data' type='form'>{any}</x>
              </command>
            </iq>""";

    private Stage stage;
    private Actor romeo;

    @BeforeEach
    void enter(Stage given) {
        stage = given;
        romeo = stage.client("romeo");
    }

    private void asks(String attributes) {
        romeo.sends("""
                <iq type='set' id='c1' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' %s/>
                </iq>""".formatted(attributes));
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "item-not-found: there is no such command node")
    void anUnknownCommandIsNotFound() {
        asks("node='nothing'");

        refused(romeo, "cancel", "item-not-found");
    }

    @Test
    @Spec(value = "XEP-0050 §4.1", says = "the node MUST be present")
    void aCommandWithoutANodeIsABadRequest() {
        asks("action='execute'");

        romeo.receives("""
                <iq type='error' id='c1'>
                  <error type='modify'>
                    <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "forbidden: the requester is not allowed to execute the command")
    void whoMayNotRunACommandIsForbiddenTo() {
        asks("node='secret'");

        refused(romeo, "cancel", "forbidden");
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "malformed-action: the responder does not understand the action")
    void anUnknownActionIsMalformed() {
        asks("node='config' action='dance'");

        refused(romeo, "modify", "bad-request", "malformed-action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "prev", "complete", "cancel"})
    @Spec(value = "XEP-0050 §4.4", says = "bad-action: the responder cannot accept the action")
    void nothingCanGoOnThatHasNotBegun(String action) {
        asks("node='config' action='" + action + "'");

        refused(romeo, "modify", "bad-request", "bad-action");
    }

    @Test
    @Spec(value = "XEP-0050 §3.4", says = "an action that the stage does not list is disabled")
    void whatAStageDoesNotAllowIsABadAction() {
        String session = begin(romeo, "config");

        goesOn(romeo, "config", session, "action='prev'", "");
        refused(romeo, "modify", "bad-request", "bad-action");
        goesOn(romeo, "config", session, "action='complete'", form("service", "httpd"));
        refused(romeo, "modify", "bad-request", "bad-action");

        goesOn(romeo, "config", session, "action='next'", form("service", "httpd"))
                .receives(SECOND);
        goesOn(romeo, "config", session, "action='next'", "");
        refused(romeo, "modify", "bad-request", "bad-action");
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "bad-locale: the responder cannot accept the language")
    void aLanguageThatIsNotSpokenIsRefused() {
        asks("node='config' xml:lang='fr-ca'");
        refused(romeo, "modify", "bad-request", "bad-locale");

        asks("node='count' xml:lang='en-GB'");
        romeo.receives("<iq type='result' id='c1'>{any}</iq>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "invented"})
    @Spec(value = "XEP-0050 §4.4", says = "bad-sessionid: the responder cannot accept the sessionid")
    void aSessionThatNeverWasIsABadSessionid(String session) {
        goesOn(romeo, "config", session, "", form("service", "httpd"));

        refused(romeo, "modify", "bad-request", "bad-sessionid");
    }

    @Test
    @Spec(value = "XEP-0050 §4.1", says = "the session belongs to one command")
    void aSessionIsOfOneCommand() {
        String session = begin(romeo, "config");

        goesOn(romeo, "count", session, "", "");
        refused(romeo, "modify", "bad-request", "bad-sessionid");

        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);
    }

    @Test
    @Spec(value = "XEP-0050 §3.3", says = "a session is valid only between one requester and one responder")
    void somebodyElsesSessionIsForbidden() {
        String session = begin(romeo, "config");
        Actor mercutio = stage.client("mercutio");
        Actor otherDevice = stage.client("romeo/phone");

        goesOn(mercutio, "config", session, "", form("service", "httpd"));
        refused(mercutio, "cancel", "forbidden");
        goesOn(otherDevice, "config", session, "action='cancel'", "");
        refused(otherDevice, "cancel", "forbidden");

        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "session-expired: it was canceled")
    void aCanceledSessionHasExpired() {
        String session = begin(romeo, "config");
        goesOn(romeo, "config", session, "action='cancel'", "").receives("<iq type='result'>{any}</iq>");

        goesOn(romeo, "config", session, "", form("service", "httpd"));

        refused(romeo, "cancel", "not-allowed", "session-expired");
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "session-expired: it was completed")
    void aCompletedSessionHasExpired() {
        String session = begin(romeo, "count");

        goesOn(romeo, "count", session, "", "");

        refused(romeo, "cancel", "not-allowed", "session-expired");
    }

    @Test
    @Spec(value = "XEP-0050 §4.4", says = "session-expired: it timed out")
    void aSessionTimesOut() {
        String session = begin(romeo, "config");
        stage.clock().advance(Duration.ofMinutes(9));
        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);
        stage.clock().advance(Duration.ofMinutes(9)); // since its last step
        goesOn(romeo, "config", session, "action='prev'", "").receives("<iq type='result'>{any}</iq>");

        stage.clock().advance(Duration.ofMinutes(10));
        goesOn(romeo, "config", session, "", form("service", "httpd"));

        refused(romeo, "cancel", "not-allowed", "session-expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<x xmlns='jabber:x:data' type='submit'/>",
                "<x xmlns='jabber:x:data' type='submit'><field var='service'><value/></field></x>",
                "<x xmlns='jabber:x:data' type='form'><field var='service'><value>httpd</value></field></x>",
                "<x xmlns='jabber:x:data'><field var='service'><value>httpd</value></field></x>",
                "<x xmlns='jabber:x:data' type='submit'>"
                        + "<field var='service'><value>httpd</value><value>jabberd</value></field></x>",
                "<x xmlns='jabber:x:data' type='submit'>"
                        + "<field var='FORM_TYPE' type='hidden'><value>urn:example:other</value></field>"
                        + "<field var='service'><value>httpd</value></field></x>",
                "<x xmlns='jabber:x:data' type='submit'><field var='service'><value>httpd</value></field></x>"
                        + "<x xmlns='jabber:x:data' type='submit'/>"
            })
    @Spec(
            value = "XEP-0050 §4.4",
            says = "bad-payload: the data form did not provide a required field, or is not acceptable otherwise")
    void aFormThatDoesNotAnswerTheQuestionIsABadPayload(String payload) {
        String session = begin(romeo, "config");

        goesOn(romeo, "config", session, "", payload);
        refusedWithText(romeo, "modify", "bad-request", "bad-payload");

        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<field var='on'><value>perhaps</value></field>",
                "<field var='users'><value>romeo@example.org</value><value>@</value></field>"
            })
    @Spec(value = "XEP-0004 §3.3", says = "values are of their field's type; who writes others is asked again")
    void aValueOfAnotherTypeIsAskedForAgain(String field) {
        String session = begin(romeo, "config");
        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);

        goesOn(romeo, "config", session, "", "<x xmlns='jabber:x:data' type='submit'>" + field + "</x>")
                .receives(SECOND.replace("</actions>", "</actions><note type='error'>{any}</note>"));

        goesOn(romeo, "config", session, "", form("port", "2")).receives("<iq type='result'>{any}</iq>");
    }

    @Test
    @Spec(value = "XEP-0004 §3.3", says = "a field for one value has one")
    void moreValuesThanAFieldTakesAreABadPayload() {
        String session = begin(romeo, "config");
        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);

        goesOn(romeo, "config", session, "", """
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='port'><value>1</value><value>2</value></field>
                </x>""");

        refusedWithText(romeo, "modify", "bad-request", "bad-payload");
    }

    @Test
    void afterAnErrorOfTheCommandItsLastStageMayBeTriedAgain() {
        String session = begin(romeo, "config");
        goesOn(romeo, "config", session, "", form("service", "httpd")).receives(SECOND);

        goesOn(romeo, "config", session, "", form("port", "1"));
        romeo.receives("""
                <iq type='error' from='example.org'>
                  <error type='cancel'>
                    <conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>port 1 is in use</text>
                  </error>
                </iq>""");

        goesOn(romeo, "config", session, "", form("port", "2"));
        romeo.receives("<iq type='result'>{any}</iq>");
    }

    @Test
    void whoLosesTheRightToRunACommandCannotGoOn() {
        Actor juliet = stage.client("juliet");
        String session = begin(juliet, "secret");
        stage.client("nurse");

        goesOn(juliet, "secret", session, "", "");

        refused(juliet, "cancel", "forbidden");
    }
}
