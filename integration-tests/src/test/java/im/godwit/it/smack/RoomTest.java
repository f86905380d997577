package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** People talk in a room, which outlives the server. */
class RoomTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    private static String newUser(String name) {
        String user = name + "-" + UUID.randomUUID();
        server.addUser(user);
        return user;
    }

    private static MultiUserChat room(AbstractXMPPConnection connection, String name) throws Exception {
        return MultiUserChatManager.getInstanceFor(connection)
                .getMultiUserChat(JidCreate.entityBareFrom(name + "@conference." + GodwitServer.DOMAIN));
    }

    private static BlockingQueue<String> bodies(MultiUserChat room) {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        room.addMessageListener((Message message) -> {
            if (message.getBody() != null) {
                bodies.add(message.getBody());
            }
        });
        return bodies;
    }

    private static Resourcepart nick(String text) throws Exception {
        return Resourcepart.from(text);
    }

    @ParameterizedTest
    @EnumSource
    void whatOneSaysAllHear(Way way) throws Exception {
        String name = "talk-" + way;
        MultiUserChat juliet = room(clients.login(way, newUser("juliet")), name);
        juliet.create(nick("juliet")).makeInstant();
        MultiUserChat romeo = room(clients.login(way, newUser("romeo")), name);
        BlockingQueue<String> heard = bodies(romeo);
        BlockingQueue<String> echoed = bodies(juliet);
        romeo.join(nick("romeo"));

        juliet.sendMessage("who is there?");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("who is there?");
        romeo.sendMessage("it is I");

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("it is I");
        assertThat(echoed.poll(20, TimeUnit.SECONDS)).isEqualTo("who is there?");
        assertThat(echoed.poll(20, TimeUnit.SECONDS)).isEqualTo("it is I");
    }

    @ParameterizedTest
    @EnumSource
    void aPersistentRoomOutlivesTheServer(Way way) throws Exception {
        String name = "lasting-" + way;
        String owner = newUser("juliet");
        MultiUserChat before = room(clients.login(way, owner), name);
        before.create(nick("juliet"));
        FillableForm form = before.getConfigurationForm().getFillableForm();
        form.setAnswer("muc#roomconfig_persistentroom", true);
        before.sendConfigurationForm(form);
        before.changeSubject("stars");
        BlockingQueue<String> said = bodies(before);
        before.sendMessage("good night");
        assertThat(said.poll(20, TimeUnit.SECONDS)).isEqualTo("good night");

        server.stop();
        server.start();

        MultiUserChat after = room(clients.login(way, owner), name);
        BlockingQueue<String> history = bodies(after);
        after.join(nick("juliet"));
        assertThat(history.poll(20, TimeUnit.SECONDS)).isEqualTo("good night");
        assertThat(after.getOwners()).hasSize(1);
    }

    /** Over TCP, as what Smack's BOSH client makes of a body that also ends the session is its own affair. */
    @Test
    void allAreToldThatTheServerStops() throws Exception {
        MultiUserChat juliet = room(clients.login(Way.TCP, newUser("juliet")), "farewell");
        juliet.create(nick("juliet")).makeInstant();
        BlockingQueue<Presence> farewells = new LinkedBlockingQueue<>();
        juliet.addParticipantListener(farewells::add);

        server.stop();
        server.start();

        Presence farewell = farewells.poll(20, TimeUnit.SECONDS);
        assertThat(farewell).as("a farewell before the connection ended").isNotNull();
        assertThat(MUCUser.from(farewell).getStatus()).contains(MUCUser.Status.create(332));
    }
}
