package im.godwit.plugins.caps;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Peer;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = {DiscoPlugin.class, CapsPlugin.class})
class OwnCapabilitiesTest {
    private static List<Element> streamFeatures(Stage stage) {
        return stage.server()
                .find(Stage.DOMAIN)
                .orElseThrow()
                .features(Host.Moment.AFTER_AUTHENTICATION, new Peer(InetAddress.getLoopbackAddress(), true));
    }

    private static Element described(Actor romeo, String node) {
        romeo.sends("""
                <iq type='get' id='d1' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' %s/>
                </iq>""".formatted(node.isEmpty() ? "" : "node='" + node + "'"));
        return romeo.receives().firstChild().orElseThrow();
    }

    @Test
    @Spec(value = "XEP-0115 §6.3", says = "the hash in the stream feature is that of the server's description")
    void theServerAnnouncesWhatItsPluginsRegistered(Stage stage) {
        Actor romeo = stage.client("romeo");
        Element c = streamFeatures(stage).getFirst();
        assertThat(c.name()).isEqualTo(Announcement.CAPS);
        assertThat(c.attribute("hash")).contains("sha-1");
        String ver = c.attribute("ver").orElseThrow();
        String node = c.attribute("node").orElseThrow() + "#" + ver;

        Element description = described(romeo, node);

        assertThat(description.attribute("node")).contains(node);
        assertThat(new CapsHash(CapsHash.Protocol.CAPS, HashFunction.SHA_1, ver)
                        .verify(description)
                        .orElseThrow())
                .contains("http://jabber.org/protocol/caps", "http://jabber.org/protocol/disco#info");
        assertThat(description.elements()).isEqualTo(described(romeo, "").elements());
    }

    @Test
    @Spec(value = "XEP-0390 §5.2", says = "hashes in the stream feature, one of which MUST be implemented by all")
    void theServerAnnouncesHashesOfTheNewerProtocol(Stage stage) {
        Actor romeo = stage.client("romeo");
        Element c = streamFeatures(stage).get(1);
        assertThat(c.name()).isEqualTo(Announcement.CAPS_2);
        assertThat(c.elements())
                .extracting(hash -> hash.attribute("algo").orElseThrow())
                .containsExactly("sha-256", "sha3-256");

        for (Element hash : c.elements()) {
            HashFunction function =
                    HashFunction.of(hash.attribute("algo").orElseThrow()).orElseThrow();
            CapsHash announced = new CapsHash(CapsHash.Protocol.CAPS_2, function, hash.text());

            Element description = described(romeo, Announcement.node(announced));

            assertThat(announced.verify(description).orElseThrow()).contains("urn:xmpp:caps");
        }
    }

    @Test
    @Spec(value = "XEP-0115 §7", says = "who supports it MUST advertise that, and so XEP-0390 §5.1")
    void bothProtocolsAreAdvertised(Stage stage) {
        assertThat(described(stage.client("romeo"), "").elements())
                .extracting(child -> child.attribute("var").orElse(""))
                .contains("http://jabber.org/protocol/caps", "urn:xmpp:caps")
                .doesNotContain("http://jabber.org/protocol/caps#optimize", "urn:xmpp:caps:optimize");
    }

    @Test
    @Spec(value = "XEP-0115 §6.2", says = "the node of an announcement is no item; another one is not known")
    void aNodeThatWasNotAnnouncedIsNotFound(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <iq type='get' id='d1' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='https://godwit.im#invented'/>
                </iq>""");
        romeo.receives("""
                <iq type='error' id='d1'>
                  <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");

        romeo.sends("""
                <iq type='get' id='d2' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items'/>
                </iq>""");
        romeo.receives("""
                <iq type='result' id='d2'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>""");
    }
}
