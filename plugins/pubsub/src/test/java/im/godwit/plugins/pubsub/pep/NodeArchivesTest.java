package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.MOOD;
import static im.godwit.plugins.pubsub.pep.PepStage.publishes;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.archive.Mam;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The nodes of accounts as archives (XEP-0442). */
class NodeArchivesTest {
    private static final String UNAVAILABLE = """
            <iq type='error' id='ask'>
              <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            </iq>""";
    private static final String FORBIDDEN = """
            <iq type='error' id='ask'>
              <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            </iq>""";

    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
        publishes(juliet, MOOD, "sad", "max_items=10");
        publishes(juliet, MOOD, "happy");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String ask(String type, String what) {
        return "<iq type='%s' id='ask' to='juliet@example.org'><%s/></iq>".formatted(type, what);
    }

    private static String query(String node) {
        return "query xmlns='urn:xmpp:mam:2' queryid='q'" + node;
    }

    private static String of(String node) {
        return " node='%s'".formatted(node);
    }

    private void isTold(Actor reader, String id) {
        reader.receives("""
                <message from='juliet@example.org' to='%s' id='{any}'>
                  <result xmlns='urn:xmpp:mam:2' queryid='q' id='{any}'>
                    <forwarded xmlns='urn:xmpp:forward:0'>
                      <delay xmlns='urn:xmpp:delay' stamp='{any}'/>
                      <message xmlns='jabber:client' from='juliet@example.org'>
                        <event xmlns='http://jabber.org/protocol/pubsub#event'>
                          <items node='%s'>%s</items>
                        </event>
                      </message>
                    </forwarded>
                  </result>
                </message>""".formatted(reader.jid(), MOOD, PepStage.item(id)));
    }

    private void reads(Actor reader) {
        reader.sends(ask("set", query(of(MOOD))));
        isTold(reader, "sad");
        isTold(reader, "happy");
        reader.receives("<iq type='result' id='ask'><fin xmlns='urn:xmpp:mam:2' complete='true'>{any}</fin></iq>");
    }

    @Test
    @Spec(value = "XEP-0442 §2", says = "a query with a node is for what was published there")
    void whoMayReadTheNodeReadsItsArchive() {
        stage.sees("romeo", "juliet");

        reads(romeo);
        reads(juliet);
    }

    @Test
    @Spec(value = "XEP-0442 §2", says = "who may not retrieve items is told nothing, nor that there is an account")
    void strangersReadNothing() {
        romeo.sends(ask("set", query(of(MOOD))));
        romeo.receives(UNAVAILABLE);
        romeo.sends(ask("get", query(of(MOOD))));
        romeo.receives(UNAVAILABLE);
        romeo.sends(ask("get", "metadata xmlns='urn:xmpp:mam:2'" + of(MOOD)));
        romeo.receives(UNAVAILABLE);
    }

    @Test
    @Spec(value = "XEP-0313 §7.1", says = "the archive of messages stays its account's alone")
    void messagesAreNobodyElses() {
        stage.sees("romeo", "juliet");

        romeo.sends(ask("set", query("")));
        romeo.receives(FORBIDDEN);
        romeo.sends(ask("get", "prefs xmlns='urn:xmpp:mam:2'" + of(MOOD)));
        romeo.receives(FORBIDDEN);
    }

    @Test
    @Spec(value = "XEP-0442 §2", says = "of a node that is not there nothing can be read")
    void thereIsNoOtherArchive() {
        juliet.sends(ask("set", query(of("nothing"))));
        juliet.receives("""
                <iq type='error' id='ask'>
                  <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.5", says = "the fields of a query can be asked for; and §5, the ends of the archive")
    void theArchiveTellsOfItself() {
        juliet.sends(ask("get", query(of(MOOD))));
        assertThat(juliet.receives().child(Mam.QUERY).flatMap(Element::firstChild))
                .hasValueSatisfying(form -> assertThat(form.name()).isEqualTo(new Name("jabber:x:data", "x")));

        juliet.sends(ask("get", "metadata xmlns='urn:xmpp:mam:2'" + of(MOOD)));
        juliet.receives("""
                <iq type='result' id='ask'>
                  <metadata xmlns='urn:xmpp:mam:2'>
                    <start id='{any}' timestamp='{any}'/><end id='{any}' timestamp='{any}'/>
                  </metadata>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0313 §6", says = "a node that is an archive says so")
    void nodesSayThatTheyAreArchives() {
        juliet.sends("<iq type='get' id='ask' to='juliet@example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info' node='%s'/></iq>".formatted(MOOD));

        assertThat(juliet.receives().toString()).contains("'urn:xmpp:mam:2'", "'urn:xmpp:mam:2#extended'");
    }
}
