package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.godwit.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.iqregister.AccountManager;
import org.jivesoftware.smackx.mam.MamManager;
import org.jivesoftware.smackx.mam.MamManager.MamQuery;
import org.jivesoftware.smackx.mam.MamManager.MamQueryArgs;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.ping.packet.Ping;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Localpart;
import org.jxmpp.jid.parts.Resourcepart;

/** A room of a process that is killed while people talk. */
class LastingRoomTest {
    private static final int HEARD = 40;
    private static final String PASSWORD = "secret";

    @RegisterExtension
    final Installation installation = new Installation();

    private final List<AbstractXMPPConnection> connections = new ArrayList<>();
    private Launched server;

    @BeforeEach
    void start() throws Exception {
        installation.configure("\nc2s.encryption-required = false\n");
        server = installation.run();
        for (String user : List.of("juliet", "romeo", "nurse")) {
            register(user);
        }
    }

    /** As a client does it: a command for each account would be a process more. */
    private void register(String user) throws Exception {
        XMPPTCPConnection connection = connection(user);
        connection.connect();
        AccountManager accounts = AccountManager.getInstance(connection);
        accounts.sensitiveOperationOverInsecureConnection(true);
        accounts.createAccount(Localpart.from(user), PASSWORD);
        connection.disconnect();
    }

    @AfterEach
    void leave() {
        connections.forEach(connection -> ((XMPPTCPConnection) connection).instantShutdown());
    }

    private XMPPTCPConnection connection(String user) throws Exception {
        return new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain("localhost")
                .setHost("127.0.0.1")
                .setPort(installation.ports().starttls())
                .setSecurityMode(SecurityMode.disabled)
                .setUsernameAndPassword(user, PASSWORD)
                .setResource("home")
                .build());
    }

    private MultiUserChat room(String user) throws Exception {
        AbstractXMPPConnection connection = connection(user);
        connections.add(connection);
        connection.connect().login();
        return MultiUserChatManager.getInstanceFor(connection)
                .getMultiUserChat(JidCreate.entityBareFrom("garden@conference.localhost"));
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

    /** Talks without a pause until the connection breaks. */
    private static int talk(MultiUserChat room, String name) throws InterruptedException {
        int said = 0;
        try {
            // fewer than the server lets one user say at once
            while (said < 90) {
                room.sendMessage(name + "-" + said);
                said++;
            }
        } catch (SmackException killed) {
            // that is the end of it
        }
        return said;
    }

    /** The whole archive, page by page. */
    private static List<String> archive(MultiUserChat room) throws Exception {
        MamManager archive = MamManager.getInstanceFor(room);
        assertThat(archive.isSupported()).isTrue();
        MamQuery query = archive.queryArchive(
                MamQueryArgs.builder().setResultPageSizeTo(50).build());
        List<String> bodies = new ArrayList<>();
        for (List<Message> page = query.getMessages(); !page.isEmpty(); page = query.pageNext(50)) {
            page.stream().map(Message::getBody).forEach(bodies::add);
        }
        return bodies;
    }

    private static void configure(MultiUserChat room) throws Exception {
        FillableForm form = room.getConfigurationForm().getFillableForm();
        form.setAnswer("muc#roomconfig_persistentroom", true);
        form.setAnswer("muc#roomconfig_membersonly", true);
        room.sendConfigurationForm(form);
        for (String member : List.of("romeo", "nurse")) {
            room.grantMembership(JidCreate.entityBareFrom(member + "@localhost"));
        }
    }

    @Test
    @Spec(value = "XEP-0410 §4", says = "who is not in the room any more is told so, not left to wait")
    void whatAnybodyHeardIsThereAfterTheProcessWasKilled() throws Exception {
        MultiUserChat juliet = room("juliet");
        juliet.create(Resourcepart.from("juliet"));
        configure(juliet);
        MultiUserChat romeo = room("romeo");
        BlockingQueue<String> julietHeard = bodies(juliet);
        BlockingQueue<String> romeoHeard = bodies(romeo);
        romeo.join(Resourcepart.from("romeo"));

        List<String> heard = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> speakers =
                    List.of(threads.submit(() -> talk(juliet, "juliet")), threads.submit(() -> talk(romeo, "romeo")));
            while (heard.size() < HEARD) {
                String next = julietHeard.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("after " + heard).isNotNull();
                heard.add(next);
            }
            server.kill();
            for (Future<Integer> speaker : speakers) {
                speaker.get(60, TimeUnit.SECONDS);
            }
        }
        leave();
        julietHeard.drainTo(heard);
        List<String> other = new ArrayList<>();
        romeoHeard.drainTo(other);
        connections.clear();

        server = installation.run();
        MultiUserChat back = room("juliet");
        assertThatExceptionOfType(XMPPErrorException.class)
                .isThrownBy(() -> back.getXmppConnection()
                        .sendIqRequestAndWaitForResponse(
                                new Ping(JidCreate.from("garden@conference.localhost/juliet"))))
                .satisfies(error ->
                        assertThat(error.getStanzaError().getCondition()).isEqualTo(Condition.not_acceptable));
        List<String> kept = archive(room("nurse")); // a member who never came
        assertThat(kept).doesNotHaveDuplicates();
        assertThat(kept.subList(0, heard.size())).isEqualTo(heard);
        assertThat(kept.subList(0, other.size())).isEqualTo(other);

        BlockingQueue<String> again = bodies(back);
        back.join(Resourcepart.from("juliet"));
        back.sendMessage("still here");
        List<String> history = new ArrayList<>();
        for (String next = again.poll(20, TimeUnit.SECONDS); !"still here".equals(next); ) {
            history.add(next);
            next = again.poll(20, TimeUnit.SECONDS);
        }
        assertThat(history).as("the latest of them").isEqualTo(kept.subList(kept.size() - history.size(), kept.size()));
        assertThat(history).isNotEmpty();
        assertThat(archive(back)).hasSize(kept.size() + 1).endsWith("still here");
    }
}
