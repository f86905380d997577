package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.publishes;
import static im.godwit.plugins.pubsub.pep.PepStage.request;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is attached to what an account publishes. */
class AttachmentsTest {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String SUMMARY = "urn:xmpp:pubsub-attachments:summary:1/" + BLOG;
    private static final String BALCONY =
            "urn:xmpp:pubsub-attachments:1/xmpp:juliet@example.org?;node=urn%3Axmpp%3Amicroblog%3A0;item=balcony";
    private static final String SUMMARIZED = "<item id='balcony'><summary xmlns='"
            + "urn:xmpp:pubsub-attachments:summary:1" + "'><noticed count='1'/></summary></item>";

    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String notice(Actor who) {
        return request(
                "set",
                juliet,
                "<publish node='%s'><item id='%s'>".formatted(BALCONY, who.jid().bare())
                        + "<attachments xmlns='urn:xmpp:pubsub-attachments:1'><noticed/></attachments>"
                        + "</item></publish>");
    }

    private void notices(Actor who) {
        who.sends(notice(who));
        who.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    private void findsSummary(Actor who) {
        who.sends(request("get", juliet, "<items node='%s'/>".formatted(SUMMARY)));
        who.receives("""
                <iq type='result' id='ask' from='juliet@example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='%s'>%s</items></pubsub>
                </iq>""".formatted(SUMMARY, SUMMARIZED));
    }

    @Test
    @Spec(value = "XEP-0470 §6", says = "a compliant PEP service MUST include the discovery feature")
    void accountsSaySo() {
        juliet.sends("<iq type='get' id='d'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(juliet.receives().firstChild().orElseThrow().elements())
                .contains(Element.builder("http://jabber.org/protocol/disco#info", "feature")
                        .attribute("var", "urn:xmpp:pubsub-attachments:1")
                        .build());
    }

    @Test
    @Spec(value = "XEP-0470 §4.1", says = "Romeo indicates that he has noticed what Juliet published")
    void contactsAttach() {
        publishes(juliet, BLOG, "balcony", "publish_model=open");
        stage.sees("romeo", "juliet");

        notices(romeo);
        notices(romeo);

        findsSummary(romeo);
        findsSummary(juliet);
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "strangers attach to what is open to them, though the node is not there yet")
    void strangersAttachToWhatIsOpen() {
        publishes(juliet, BLOG, "balcony", "publish_model=open", "access_model=open");

        notices(romeo);

        findsSummary(romeo);
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "and to nothing else: the access_model is the target's")
    void strangersAreAnsweredAsByNobody() {
        publishes(juliet, BLOG, "balcony", "publish_model=open");
        notices(juliet);
        String nobody = """
                <iq type='error' id='ask'>
                  <error type='cancel'>
                    <service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error>
                </iq>""";

        romeo.sends(notice(romeo));
        romeo.receives(nobody);
        romeo.sends(request("get", juliet, "<items node='%s'/>".formatted(SUMMARY)));
        romeo.receives(nobody);
    }
}
