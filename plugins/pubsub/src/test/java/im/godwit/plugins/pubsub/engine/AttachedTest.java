package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of nodes that are about others. */
class AttachedTest {
    private static final Jid JULIET = Jid.parse("juliet@capulet.lit");
    private static final String BALCONY = "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;"
            + "node=urn%3Axmpp%3Amicroblog%3A0;item=balcony-restoration-afd1";

    private static NodeAddress node(String name) {
        return new NodeAddress(JULIET, name);
    }

    @Test
    @Spec(value = "XEP-0470 §4.1.1", says = "the namespace, a slash, and the XMPP URI of the target item")
    void itemsHaveNodesForWhatIsAttached() {
        Attached balcony = new Attached.ToItem(node("urn:xmpp:microblog:0"), "balcony-restoration-afd1");

        assertThat(balcony.address()).isEqualTo(node(BALCONY));
        assertThat(Attached.at(node(BALCONY))).contains(balcony);
        assertThat(Attached.ruling(node(BALCONY))).isEqualTo(node("urn:xmpp:microblog:0"));
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "the summary's prefix, a slash, and the name of the target node")
    void nodesHaveSummaries() {
        Attached summary = new Attached.Summary(node("urn:xmpp:microblog:0"));

        assertThat(summary.address()).isEqualTo(node("urn:xmpp:pubsub-attachments:summary:1/urn:xmpp:microblog:0"));
        assertThat(Attached.at(summary.address())).contains(summary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b c*d~e", "ü;item=x;node=", "%41", "?;node=", "💃"})
    void namesAreReadAsTheyWereWritten(String name) {
        Attached attached = new Attached.ToItem(node(name), name);

        assertThat(Attached.at(attached.address())).contains(attached);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:xmpp:pubsub-attachments:1/",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;node=a",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;item=b;node=a",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;node=;item=b",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;node=%61;item=b",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;node=%3a;item=b",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;node=%zz;item=b",
                "urn:xmpp:pubsub-attachments:1/xmpp:romeo@montague.lit?;node=a;item=b",
                "urn:xmpp:pubsub-attachments:summary:1/",
                "urn:xmpp:pubsub-attachments:summary:1/urn:xmpp:pubsub-attachments:summary:1/a",
                "urn:xmpp:pubsub-attachments:1/xmpp:juliet@capulet.lit?;"
                        + "node=urn%3Axmpp%3Apubsub-attachments%3Asummary%3A1%2Fa;item=b"
            })
    void otherNamesAreReservedButOfNothing(String name) {
        assertThat(Attached.isReserved(node(name))).isTrue();
        assertThat(Attached.at(node(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "music", "urn:xmpp:pubsub-attachments:1", "urn:xmpp:pubsub-attachments:10/a"})
    void allOthersAreAboutThemselves(String name) {
        assertThat(Attached.isReserved(node(name))).isFalse();
        assertThat(Attached.ruling(node(name))).isEqualTo(node(name));
    }
}
