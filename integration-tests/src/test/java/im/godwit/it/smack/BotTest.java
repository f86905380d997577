package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smackx.pubsub.Item;
import org.jivesoftware.smackx.pubsub.LeafNode;
import org.jivesoftware.smackx.pubsub.PayloadItem;
import org.jivesoftware.smackx.pubsub.PubSubManager;
import org.jivesoftware.smackx.pubsub.SimplePayload;
import org.jivesoftware.smackx.pubsub.listener.ItemEventListener;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

/** A bot that follows a node gets each item that another publishes. */
class BotTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    @ParameterizedTest
    @EnumSource
    void aBotGetsEachItemThatAnotherPublishes(Way way) throws Exception {
        LeafNode published = pubsub(clients.login(way, newUser("publisher"))).createNode("news-" + way);
        AbstractXMPPConnection bot = clients.login(way, newUser("bot"));
        LeafNode followed = pubsub(bot).getLeafNode("news-" + way);
        BlockingQueue<Item> items = new LinkedBlockingQueue<>();
        ItemEventListener<Item> listener = event -> items.addAll(event.getItems());
        followed.addItemEventListener(listener);
        followed.subscribe(bot.getUser());

        for (String id : List.of("one", "two", "three")) {
            published.publish(item(id));
        }

        for (String id : List.of("one", "two", "three")) {
            Item item = items.poll(20, TimeUnit.SECONDS);
            assertThat(item).as("an item in time").isNotNull();
            assertThat(item.getId()).isEqualTo(id);
            assertThat(((PayloadItem<?>) item).getPayload().toXML().toString()).contains("tale " + id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itemsOutliveTheServer(Way way) throws Exception {
        String owner = newUser("owner");
        LeafNode node = pubsub(clients.login(way, owner)).createNode("lasting-" + way);
        node.publish(item("kept"));

        server.stop();
        server.start();

        AbstractXMPPConnection again = clients.login(way, owner);
        assertThat(pubsub(again).getLeafNode("lasting-" + way).<Item>getItems())
                .extracting(Item::getId)
                .containsExactly("kept");
    }

    private static String newUser(String name) {
        String user = name + "-" + UUID.randomUUID();
        server.addUser(user);
        return user;
    }

    private static PubSubManager pubsub(AbstractXMPPConnection connection) throws Exception {
        BareJid service = JidCreate.domainBareFrom("pubsub." + GodwitServer.DOMAIN);
        return PubSubManager.getInstanceFor(connection, service);
    }

    private static PayloadItem<SimplePayload> item(String id) throws Exception {
        String xml = StandardExtensionElement.builder("tale", "urn:godwit:test")
                .setText("tale " + id)
                .build()
                .toXML()
                .toString();
        return new PayloadItem<>(id, new SimplePayload(xml));
    }
}
