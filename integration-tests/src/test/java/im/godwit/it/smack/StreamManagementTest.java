package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jxmpp.jid.impl.JidCreate;

/** Smack's own stream management, which is on by default over TCP. */
class StreamManagementTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    @Test
    void smackResumesItsStreamAndGetsWhatItMissed() throws Exception {
        String julietJid = server.addUser("juliet");
        server.addUser("romeo");
        XMPPTCPConnection juliet = (XMPPTCPConnection) clients.login(Way.TCP, "juliet");
        AbstractXMPPConnection romeo = clients.login(Way.TCP, "romeo");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ChatManager.getInstanceFor(juliet).addIncomingListener((from, message, chat) -> heard.add(message.getBody()));
        var chat = ChatManager.getInstanceFor(romeo).chatWith(JidCreate.entityBareFrom(julietJid));
        assertThat(juliet.isSmEnabled()).isTrue();
        for (int i = 0; i < 50; i++) {
            chat.send("m" + i);
        }
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("m0");

        juliet.instantShutdown();
        for (int i = 50; i < 100; i++) {
            chat.send("m" + i);
        }
        juliet.connect().login();

        assertThat(juliet.streamWasResumed()).isTrue();
        for (int i = 1; i < 100; i++) {
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("m" + i);
        }
        assertThat(heard).isEmpty();
    }
}
