package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smackx.caps.EntityCapsManager;
import org.jivesoftware.smackx.caps.EntityCapsManager.NodeVerHash;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server and Smack learn from hashes what the other can do. */
class CapabilitiesTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    private static String newUser() {
        String user = "user-" + UUID.randomUUID();
        server.addUser(user);
        return user;
    }

    @ParameterizedTest
    @EnumSource
    void smackVerifiesWhatTheServerAnnounces(Way way) throws Exception {
        EntityCapsManager.clearMemoryCache();
        AbstractXMPPConnection connection = clients.login(way, newUser());
        NodeVerHash announced = EntityCapsManager.getNodeVerHashByJid(connection.getXMPPServiceDomain());
        assertThat(announced).as("the stream feature").isNotNull();

        DiscoverInfo description = ServiceDiscoveryManager.getInstanceFor(connection)
                .discoverInfo(connection.getXMPPServiceDomain(), announced.getNodeVer());

        assertThat(EntityCapsManager.verifyDiscoverInfoVersion(announced.getVer(), announced.getHash(), description))
                .isTrue();
        assertThat(description.containsFeature("http://jabber.org/protocol/caps"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theServerAsksSmackAboutWhatItAnnounces(Way way) throws Exception {
        String feature = "urn:example:" + UUID.randomUUID(); // makes a hash that nobody has seen
        AbstractXMPPConnection connection = clients.connect(way, "test");
        ServiceDiscoveryManager.getInstanceFor(connection).addFeature(feature);
        BlockingQueue<DiscoverInfo> answers = new LinkedBlockingQueue<>();
        connection.addStanzaSendingListener(
                stanza -> answers.add((DiscoverInfo) stanza),
                stanza -> stanza instanceof DiscoverInfo info
                        && info.getType() == IQ.Type.result
                        && connection.getXMPPServiceDomain().equals(info.getTo()));

        connection.login(newUser(), GodwitServer.PASSWORD);

        DiscoverInfo answer = answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).as("an answer in time").isNotNull();
        assertThat(answer.containsFeature(feature)).isTrue();
        assertThat(answer.getNode())
                .endsWith("#" + EntityCapsManager.getInstanceFor(connection).getCapsVersionAndHash().version);
    }
}
