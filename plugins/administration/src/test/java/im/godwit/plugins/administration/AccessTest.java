package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.registration.RegistrationPlugin;
import im.godwit.service.DomainAdministrators;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest extends AdministrationStage {
    private static List<Element> listed(Actor actor) {
        actor.sends("""
                <iq type='get' id='d1' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""");
        return actor.receives().firstChild().orElseThrow().elements();
    }

    @Test
    @Spec(value = "XEP-0133 §3", says = "the commands that are supported MUST be advertised")
    void anAdministratorSeesAllCommands() {
        assertThat(listed(prince))
                .extracting(item -> item.attribute("node").orElseThrow().replace(ADMIN, ""))
                .containsExactly(
                        "add-user",
                        "delete-user",
                        "disable-user",
                        "reenable-user",
                        "change-user-password",
                        "edit-admin",
                        "edit-blacklist",
                        "end-user-session",
                        "user-stats",
                        "get-user-roster",
                        "get-user-lastlogin",
                        "get-registered-users-num",
                        "get-disabled-users-num",
                        "get-online-users-num",
                        "get-active-users-num",
                        "get-idle-users-num",
                        "get-registered-users-list",
                        "get-disabled-users-list",
                        "get-online-users-list",
                        "get-active-users",
                        "get-idle-users",
                        "announce",
                        "set-motd",
                        "edit-motd",
                        "delete-motd",
                        "set-welcome",
                        "delete-welcome",
                        "restart",
                        "shutdown");
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.2.1.3", says = "the server answers for an account: its owner may ask it for commands")
    void theOwnAccountHasTheCommandsOfItsDomain() {
        Actor romeo = stage.client("romeo");
        String list = """
                <iq type='get' id='d1' to='{prince}'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""";
        String command = """
                <iq type='set' id='c1' to='{prince}'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%sget-online-users-num'/>
                </iq>""".formatted(ADMIN);

        Element items = prince.sends(list).receives().firstChild().orElseThrow();
        assertThat(items.elements())
                .hasSameSizeAs(listed(prince))
                .extracting(item -> item.attribute("jid").orElseThrow())
                .containsOnly("prince@example.org");
        prince.sends(command).receives("""
                <iq type='result' id='c1' from='{prince}'>
                  <command xmlns='http://jabber.org/protocol/commands' status='completed'>{any}</command>
                </iq>""");

        romeo.sends(list).receives("""
                <iq type='result' id='d1' from='{prince}'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""");
        romeo.sends(command).receives("""
                <iq type='error' id='c1' from='{prince}'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0133 §6", says = "nothing MUST be granted to users who lack administrative privileges")
    void nobodyElseSeesOrRunsAnyOfThem() {
        Actor romeo = stage.client("romeo");
        List<Element> commands = listed(prince);
        assertThat(listed(romeo)).isEmpty();

        for (Element command : commands) {
            String id = command.attribute("node").orElseThrow().replace(ADMIN, "");
            asks(romeo, id);
            romeo.receives(forbidden(id));
            romeo.sends("""
                    <iq type='get' id='%s' to='example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#info' node='%s'/>
                    </iq>""".formatted(id, ADMIN + id));
            romeo.receives(forbidden(id));
        }
    }

    @Test
    @Spec(value = "XEP-0133 §5", says = "forbidden: also in the middle of what an administrator began")
    void nobodyElseGoesOnWithWhatAnAdministratorBegan() {
        asks(prince, "delete-user");
        String session = sessionOf(prince.receives());
        Actor romeo = stage.client("romeo");
        stage.account("juliet");

        submits(romeo, "delete-user", session, accounts("juliet@example.org"));
        romeo.receives(forbidden("delete-user"));

        submits(prince, "delete-user", session, accounts("juliet@example.org")).receives(completed("delete-user"));
    }

    @Test
    void anAdministratorOfAnotherDomainIsNoneHere() {
        DomainAdministrators here = stage.service(DomainAdministrators.class);

        assertThat(here.contain(Jid.parse("prince@example.org/palace"))).isTrue();
        assertThat(here.contain(Jid.parse("duke@example.net/palace"))).isFalse();
        assertThat(here.contain(Jid.parse("duke@example.org/palace"))).isFalse();
        assertThat(here.contain(Jid.parse("example.org"))).isFalse();
    }

    @Test
    void nobodyBecomesAnAdministratorByRegisteringItsName() {
        try (Stage open = Stage.builder()
                .plugins(List.of(new RegistrationPlugin(), new CommandsPlugin(), new AdministrationPlugin()))
                .options("administration", new AdministrationOptions(List.of("prince@example.org")))
                .build()) {
            String registration = """
                    <iq type='set' id='r1'>
                      <query xmlns='jabber:iq:register'><username>%s</username><password>secret</password></query>
                    </iq>""";

            open.visitor("127.0.0.1").sends(registration.formatted("Prince")).receives("""
                    <iq type='error' id='r1'>
                      <error type='modify'>
                        <not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>this name is reserved</text>
                      </error>
                    </iq>""");
            open.visitor("127.0.0.1").sends(registration.formatted("romeo")).receives("<iq type='result' id='r1'/>");
        }
    }

    @Test
    void administratorsAreAccounts() {
        for (String mistake : List.of("prince", "prince@example.org/palace", "@", "")) {
            assertThatThrownBy(() -> new AdministrationOptions(List.of(mistake)))
                    .hasMessageStartingWith("admins has \"" + mistake + "\"");
        }
    }

    @Test
    void aServiceHasNoAccountsToAdminister() {
        assertThatThrownBy(() -> Stage.builder()
                        .plugins(List.of())
                        .service("pubsub", List.of(new AdministrationPlugin()))
                        .build())
                .hasMessageContaining("administration")
                .hasMessageContaining("pubsub.example.org");
    }

    @Test
    void otherPluginsKnowWhoAdministersTheHost() {
        DomainAdministrators administrators = stage.service(DomainAdministrators.class);

        assertThat(administrators.contain(jid("prince"))).isTrue();
        assertThat(administrators.contain(prince.jid())).isTrue();
        assertThat(administrators.contain(jid("juliet"))).isFalse();
        assertThat(administrators.contain(Jid.parse("duke@example.net"))).isFalse(); // which is another host's
    }
}
