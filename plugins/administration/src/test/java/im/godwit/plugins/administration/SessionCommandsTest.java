package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionCommandsTest extends AdministrationStage {
    private static String ended(int sessions) {
        return """
                <iq type='result' id='end-user-session'>
                  <command xmlns='http://jabber.org/protocol/commands' status='completed'>
                    <note type='info'>Sessions ended: %d</note>
                  </command>
                </iq>""".formatted(sessions);
    }

    @Test
    @Spec(value = "XEP-0133 §4.5", says = "with a bare JID, all of the user's sessions MUST end")
    void allSessionsOfAUserEnd() {
        Actor phone = stage.client("juliet/phone");
        Actor home = stage.client("juliet");

        runs("end-user-session", accounts("juliet@example.org")).receives(ended(2));

        phone.isClosedWith(StreamCondition.POLICY_VIOLATION);
        home.isClosedWith(StreamCondition.POLICY_VIOLATION);
        stage.client("juliet/again").sends("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>"); // may return
    }

    @Test
    @Spec(value = "XEP-0133 §4.5", says = "with a full JID, only that session MUST end")
    void oneSessionOfAUserEnds() {
        Actor phone = stage.client("juliet/phone");
        Actor home = stage.client("juliet");

        runs("end-user-session", accounts("juliet@example.org/phone")).receives(ended(1));

        phone.isClosedWith(StreamCondition.POLICY_VIOLATION);
        home.sends("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>").receives("<iq id='p'>{any}</iq>");
    }

    @Test
    void anAdministratorHearsOfTheEndOfItsOwnSession() {
        runs("end-user-session", accounts("prince@example.org")).receives(ended(1));

        prince.isClosedWith(StreamCondition.POLICY_VIOLATION);
    }

    @Test
    void sessionsThatAreNotThereDoNotEnd() {
        stage.account("juliet");

        runs("end-user-session", accounts("juliet@example.org", "prince@example.org/elsewhere"))
                .receives(ended(0));
        runs("end-user-session", accounts("nobody@example.org")).receives(failed("end-user-session"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.10", says = "addresses, roster size and resources of a user")
    void whoIsThereFromWhere() {
        stage.friends("juliet", "romeo");
        stage.client("juliet/balcony");
        stage.client("juliet/chamber");

        runs("user-stats", field("accountjid", "juliet@example.org")).receives(found("user-stats", "", """
                        <field var='accountjid'><value>juliet@example.org</value></field>
                        <field var='ipaddresses'><value>127.0.0.1</value></field>
                        <field var='rostersize'><value>1</value></field>
                        <field var='onlineresources'><value>balcony</value><value>chamber</value></field>"""));
    }

    @Test
    void statisticsAreOfSeveralUsersAtOnce() {
        stage.account("juliet");
        stage.account("romeo");

        runs("user-stats", accounts("juliet@example.org", "romeo@example.org")).receives("""
                <iq type='result' id='user-stats'>
                  <command xmlns='http://jabber.org/protocol/commands' status='completed'>
                    <x xmlns='jabber:x:data' type='result'>{any}</x>
                    <x xmlns='jabber:x:data' type='result'>{any}</x>
                  </command>
                </iq>""");
        runs("user-stats", "").receives(failed("user-stats"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.8", says = "the form holds the roster as jabber:iq:roster writes it")
    void aRosterIsShown() {
        stage.friends("juliet", "romeo");
        stage.friends("juliet", "nurse");

        runs("get-user-roster", accounts("juliet@example.org")).receives(found("get-user-roster", "", """
                        <field var='accountjids'><value>juliet@example.org</value></field>
                        <query xmlns='jabber:iq:roster'>
                          <item jid='nurse@example.org' subscription='both'/>
                          <item jid='romeo@example.org' subscription='both'/>
                        </query>"""));
        runs("get-user-roster", accounts("juliet@example.org", "romeo@example.org"))
                .receives(refused("get-user-roster", "wait", "resource-constraint"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.9", says = "the last login time conforms to XEP-0082")
    void theLastLoginIsShown() {
        stage.client("juliet").vanishes();
        stage.clock().advance(Duration.ofMinutes(1));
        stage.account("romeo");

        runs("get-user-lastlogin", accounts("juliet@example.org", "romeo@example.org"))
                .receives(found("get-user-lastlogin", """
                        <note type='info'>romeo@example.org has not been seen to log in</note>""", """
                        <field var='accountjids'><value>juliet@example.org</value></field>
                        <field var='lastlogin'><value>2026-03-01T12:00:00Z</value></field>"""));
        assertThat(stage.server().sessionCount()).isEqualTo(1);
    }
}
