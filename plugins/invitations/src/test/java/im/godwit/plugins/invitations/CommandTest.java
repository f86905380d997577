package im.godwit.plugins.invitations;

import static im.godwit.plugins.invitations.Hosted.command;
import static im.godwit.plugins.invitations.Hosted.field;
import static im.godwit.plugins.invitations.Hosted.invites;
import static im.godwit.plugins.invitations.Hosted.preauth;
import static im.godwit.plugins.invitations.Hosted.register;
import static im.godwit.plugins.invitations.Hosted.registered;
import static im.godwit.plugins.invitations.Hosted.token;
import static im.godwit.plugins.invitations.Hosted.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.invitations.InvitationsOptions.UsersMay;
import im.godwit.plugins.registration.RegistrationPlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.DomainAdministrators;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static Stage stage(UsersMay usersMay) {
        return Hosted.stage(new InvitationsOptions(usersMay, Duration.ofDays(7), 2));
    }

    private static void isForbidden(Actor actor) {
        actor.receives("""
                <iq type='error' id='c'>
                  <error><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0401 §5.1", says = "the command is complete at once, with URI, landing page and expiry")
    void aUserGetsALinkAtOnce() {
        try (Stage stage = stage(UsersMay.ACCOUNTS)) {
            Actor romeo = stage.client("romeo");
            romeo.sends(command("invite"));
            var answer = romeo.receives();

            String uri = field(answer, "uri");
            assertThat(uri).matches("xmpp:romeo@example.org\\?roster;preauth=[0-9a-f]{40};ibr=y");
            assertThat(field(answer, "FORM_TYPE")).isEqualTo("urn:xmpp:invite#invitation");
            assertThat(field(answer, "landing-url")).isEqualTo("https://example.org/invite/example.org/" + token(uri));
            assertThat(java.time.Instant.parse(field(answer, "expire")))
                    .isBetween(
                            stage.clock().instant().plus(Duration.ofDays(7)).minusSeconds(1),
                            stage.clock().instant().plus(Duration.ofDays(7)));
        }
    }

    @Test
    void oneAccountInvitesOnlySoOften() {
        try (Stage stage = stage(UsersMay.ACCOUNTS)) {
            Actor romeo = stage.client("romeo");
            String used = token(invites(romeo, "uri"));
            visitor(stage).sends(preauth(used)).sends(register("juliet")).receives(registered());
            invites(romeo, "uri");

            romeo.sends(command("invite"));
            romeo.receives("""
                    <iq type='error' id='c'>
                      <error type='wait'>
                        <resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </iq>""");

            stage.clock().advance(Duration.ofDays(7));
            invites(romeo, "uri");
        }
    }

    @Test
    @Spec(value = "XEP-0401 §5.1", says = "without registration there is no ibr=y")
    void whereUsersInviteContactsOnlyNobodyRegisters() {
        try (Stage stage = stage(UsersMay.CONTACTS)) {
            String uri = invites(stage.client("romeo"), "uri");
            assertThat(uri).matches("xmpp:romeo@example.org\\?roster;preauth=[0-9a-f]{40}");

            visitor(stage).sends(preauth(token(uri))).receives("""
                    <iq type='error' id='pa1'>
                      <error type='cancel'>
                        <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </iq>""");
        }
    }

    @Test
    void whereUsersMayNotTheyDoNot() {
        try (Stage stage = stage(UsersMay.NOTHING)) {
            Actor romeo = stage.client("romeo");
            romeo.sends(command("invite"));
            isForbidden(romeo);
        }
    }

    @Test
    @Spec(value = "XEP-0401 §5.4", says = "accounts are created by those who are authorized to")
    void usersDoNotCreateAccounts() {
        try (Stage stage = stage(UsersMay.ACCOUNTS)) {
            Actor romeo = stage.client("romeo");
            romeo.sends(command("create-account"));
            isForbidden(romeo);
        }
    }

    /** Says that romeo administers the domain. */
    @Implements("XEP-0133")
    public static final class RomeoRules implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(
                    DomainAdministrators.class, requester -> requester.local().equals("romeo"));
        }
    }

    private static String submit(Actor actor, String fields) {
        actor.sends(command("create-account"));
        String session = actor.receives()
                .firstChild()
                .orElseThrow()
                .attribute("sessionid")
                .orElseThrow();
        return "<iq type='set' to='example.org' id='c'><command xmlns='http://jabber.org/protocol/commands'"
                + " node='urn:xmpp:invite#create-account' sessionid='" + session
                + "'><x xmlns='jabber:x:data' type='submit'>" + fields + "</x></command></iq>";
    }

    @Test
    @Spec(value = "XEP-0401 §5.4", says = "an administrator invites to an account by name, or to a name of choice")
    void anAdministratorInvitesToAccounts() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(
                        new RosterPlugin(),
                        new CommandsPlugin(),
                        new RegistrationPlugin(),
                        new RomeoRules(),
                        new InvitationsPlugin()))
                .build()) {
            Actor romeo = stage.client("romeo");
            romeo.sends(submit(romeo, "<field var='username'><value>juliet</value></field>"));
            assertThat(field(romeo.receives(), "uri"))
                    .matches("xmpp:juliet@example.org\\?register;preauth=[0-9a-f]{40}");

            romeo.sends(submit(romeo, "<field var='roster-subscription'><value>0</value></field>"));
            String uri = field(romeo.receives(), "uri");
            assertThat(uri).matches("xmpp:example.org\\?register;preauth=[0-9a-f]{40}");
            visitor(stage)
                    .sends(preauth(token(uri)))
                    .sends(register("mercutio"))
                    .receives(registered());
            romeo.sends("<iq type='get' id='ros'><query xmlns='jabber:iq:roster'/></iq>")
                    .receives("<iq type='result' id='ros'><query xmlns='jabber:iq:roster'/></iq>");

            romeo.sends(submit(romeo, "<field var='username'><value>romeo</value></field>"));
            romeo.receives("""
                    <iq type='error' id='c'>
                      <error type='cancel'>
                        <conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </iq>""");
        }
    }
}
