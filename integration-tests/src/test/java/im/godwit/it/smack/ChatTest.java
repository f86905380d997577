package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.filter.MessageWithBodiesFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smackx.delay.DelayInformationManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;

/**
 * What a newcomer does first: two people become friends and talk, over TCP, BOSH and WebSocket, and through a gateway
 * on its own.
 */
class ChatTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    private String juliet;
    private String romeo;

    @BeforeEach
    void addUsers() {
        juliet = "juliet-" + UUID.randomUUID();
        romeo = "romeo-" + UUID.randomUUID();
        server.addUser(juliet);
        server.addUser(romeo);
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, TCP",
        "TCP, BOSH",
        "BOSH, TCP",
        "BOSH, BOSH",
        "WEBSOCKET, TCP",
        "BOSH, WEBSOCKET",
        "BOSH_ALONE, TCP",
        "WEBSOCKET_ALONE, BOSH_ALONE"
    })
    void twoPeopleTalk(Way one, Way other) throws Exception {
        AbstractXMPPConnection hers = clients.login(one, juliet);
        AbstractXMPPConnection his = clients.login(other, romeo);
        BlockingQueue<Message> toHer = messages(hers);
        BlockingQueue<Message> toHim = messages(his);

        say(hers, romeo, "Art thou not Romeo, and a Montague?");
        assertThat(next(toHim).getBody()).isEqualTo("Art thou not Romeo, and a Montague?");
        say(his, juliet, "Neither, fair saint, if either thee dislike.");

        Message answer = next(toHer);
        assertThat(answer.getBody()).isEqualTo("Neither, fair saint, if either thee dislike.");
        assertThat(answer.getFrom().equals((CharSequence) his.getUser())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void friendsSeeEachOtherComeAndGo(Way way) throws Exception {
        AbstractXMPPConnection hers = clients.login(way, juliet);
        AbstractXMPPConnection his = clients.login(way, romeo);
        for (AbstractXMPPConnection each : new AbstractXMPPConnection[] {hers, his}) {
            Roster.getInstanceFor(each).setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        }

        Roster.getInstanceFor(hers).createItemAndRequestSubscription(address(romeo), "Romeo", new String[] {"Friends"});
        Roster.getInstanceFor(his).createItemAndRequestSubscription(address(juliet), "Juliet", null);

        awaitPresence(hers, romeo, true);
        awaitPresence(his, juliet, true);
        his.disconnect();
        awaitPresence(hers, romeo, false);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidToSomebodyAwayWaits(Way way) throws Exception {
        AbstractXMPPConnection hers = clients.login(way, juliet);

        say(hers, romeo, "first");
        say(hers, romeo, "second");
        AbstractXMPPConnection his = clients.connect(way, "test");
        BlockingQueue<Message> toHim = messages(his);
        his.login(romeo, GodwitServer.PASSWORD);

        Message first = next(toHim);
        assertThat(first.getBody()).isEqualTo("first");
        assertThat(DelayInformationManager.isDelayedStanza(first)).isTrue();
        assertThat(next(toHim).getBody()).isEqualTo("second");
    }

    private static BlockingQueue<Message> messages(AbstractXMPPConnection connection) {
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        connection.addSyncStanzaListener(stanza -> messages.add((Message) stanza), MessageWithBodiesFilter.INSTANCE);
        return messages;
    }

    private static Message next(BlockingQueue<Message> messages) throws InterruptedException {
        Message next = messages.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a message in time").isNotNull();
        return next;
    }

    private static void say(AbstractXMPPConnection from, String to, String text) throws Exception {
        ChatManager.getInstanceFor(from).chatWith(address(to)).send(text);
    }

    private static void awaitPresence(AbstractXMPPConnection who, String whose, boolean available) throws Exception {
        BareJid contact = address(whose);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> Roster.getInstanceFor(who).getPresence(contact).isAvailable() == available);
    }

    private static EntityBareJid address(String user) throws Exception {
        return JidCreate.entityBareFrom(user + "@" + GodwitServer.DOMAIN);
    }
}
