package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.it.GodwitServer;
import java.util.List;
import java.util.UUID;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smackx.admin.ServiceAdministrationManager;
import org.jivesoftware.smackx.commands.AdHocCommand;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.commands.AdHocCommandNote;
import org.jivesoftware.smackx.commands.AdHocCommandResult;
import org.jivesoftware.smackx.disco.packet.DiscoverItems;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.jivesoftware.smackx.xdata.packet.DataForm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;

/** An administrator runs the server with Smack's commands; nobody else does. */
class AdministrationTest {
    private static final String ADMIN = "http://jabber.org/protocol/admin#";

    @RegisterExtension
    static final GodwitServer server =
            new GodwitServer("options.administration { admins = [\"admin@" + GodwitServer.DOMAIN + "\"] }");

    @RegisterExtension
    final Clients clients = new Clients(server);

    @BeforeAll
    static void addAdministrator() {
        server.addUser("admin");
    }

    private static EntityBareJid newJid() throws Exception {
        return JidCreate.entityBareFrom("user-" + UUID.randomUUID() + "@" + GodwitServer.DOMAIN);
    }

    private static AdHocCommand command(AbstractXMPPConnection connection, String id) {
        return AdHocCommandManager.getInstance(connection)
                .getRemoteCommand(connection.getXMPPServiceDomain(), ADMIN + id);
    }

    @ParameterizedTest
    @EnumSource
    void usersComeAndGo(Way way) throws Exception {
        AbstractXMPPConnection admin = clients.login(way, "admin");
        ServiceAdministrationManager administration = ServiceAdministrationManager.getInstanceFor(admin);
        EntityBareJid user = newJid();

        administration.addUser(user, GodwitServer.PASSWORD);
        AbstractXMPPConnection added = clients.login(way, user.getLocalpart().toString());
        assertThat(added.isAuthenticated()).isTrue();

        administration.deleteUser(user);
        assertThatThrownBy(() -> clients.login(way, user.getLocalpart().toString()))
                .hasMessageContaining("not-authorized");
    }

    @ParameterizedTest
    @EnumSource
    void aDisabledUserHearsThatItIs(Way way) throws Exception {
        EntityBareJid user = newJid();
        server.addUser(user.getLocalpart().toString());
        AbstractXMPPConnection admin = clients.login(way, "admin");

        run(command(admin, "disable-user"), "accountjids", user.toString());
        assertThatThrownBy(() -> clients.login(way, user.getLocalpart().toString()))
                .hasMessageContaining("account-disabled");

        run(command(admin, "reenable-user"), "accountjids", user.toString());
        assertThat(clients.login(way, user.getLocalpart().toString()).isAuthenticated())
                .isTrue();
    }

    private static void run(AdHocCommand command, String var, String value) throws Exception {
        FillableForm form = command.execute().asExecutingOrThrow().getFillableForm();
        form.setAnswer(var, List.of(value));
        assertThat(command.complete(form.getSubmitForm()).isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsOnlineIsCounted(Way way) throws Exception {
        AbstractXMPPConnection admin = clients.login(way, "admin");

        AdHocCommandResult result = command(admin, "get-online-users-num").execute();

        DataForm form = result.getResponse().getForm();
        assertThat(result.isCompleted()).isTrue();
        assertThat(Integer.parseInt(form.getField("onlineusersnum").getFirstValue()))
                .isPositive();
    }

    @Test
    void theOwnAccountAnswersForTheServer() throws Exception {
        AbstractXMPPConnection admin = clients.login(Way.TCP, "admin");
        EntityBareJid own = admin.getUser().asEntityBareJid();

        assertThat(commands(admin, own)).contains(ADMIN + "add-user");
        for (String mistake : List.of("nobody@elsewhere.example", "nobody@not@valid")) {
            AdHocCommand addUser = AdHocCommandManager.getInstance(admin).getRemoteCommand(own, ADMIN + "add-user");
            FillableForm form = addUser.execute().asExecutingOrThrow().getFillableForm();
            form.setAnswer("accountjid", mistake);
            form.setAnswer("password", GodwitServer.PASSWORD);
            form.setAnswer("password-verify", GodwitServer.PASSWORD);

            assertThat(addUser.complete(form.getSubmitForm()).getResponse().getNotes())
                    .extracting(AdHocCommandNote::getType)
                    .containsExactly(AdHocCommandNote.Type.error);
        }
    }

    private static List<String> commands(AbstractXMPPConnection user) throws Exception {
        return commands(user, user.getXMPPServiceDomain());
    }

    private static List<String> commands(AbstractXMPPConnection user, Jid entity) throws Exception {
        return AdHocCommandManager.getInstance(user).discoverCommands(entity).getItems().stream()
                .map(DiscoverItems.Item::getNode)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyElseSeesOrRunsCommands(Way way) throws Exception {
        EntityBareJid user = newJid();
        server.addUser(user.getLocalpart().toString());
        AbstractXMPPConnection other = clients.login(way, user.getLocalpart().toString());
        AbstractXMPPConnection admin = clients.login(way, "admin");

        assertThat(commands(other)) // which are for users
                .containsExactlyInAnyOrder("urn:xmpp:invite#invite", "jabber:iq:search#listing");
        assertThat(commands(admin))
                .contains("urn:xmpp:invite#create-account")
                .filteredOn(node -> node.startsWith("http://jabber.org/protocol/admin#"))
                .hasSize(29);
        assertThatThrownBy(() -> command(other, "shutdown").execute())
                .isInstanceOfSatisfying(
                        XMPPErrorException.class,
                        refused -> assertThat(refused.getStanzaError().getCondition())
                                .isEqualTo(StanzaError.Condition.forbidden));
    }
}
