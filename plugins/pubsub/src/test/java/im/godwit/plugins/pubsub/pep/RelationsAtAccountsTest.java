package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.MOOD;
import static im.godwit.plugins.pubsub.pep.PepStage.TUNE;
import static im.godwit.plugins.pubsub.pep.PepStage.event;
import static im.godwit.plugins.pubsub.pep.PepStage.ownerSet;
import static im.godwit.plugins.pubsub.pep.PepStage.publishes;
import static im.godwit.plugins.pubsub.pep.PepStage.request;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes of an account that depend on others of it. */
class RelationsAtAccountsTest {
    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
        stage.sees("romeo", "juliet");
        publishes(juliet, MOOD, "happy");
        publishes(juliet, TUNE, "song");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String configuration(String node, String field, String value) {
        return ownerSet("""
                <configure node='%s'><x xmlns='jabber:x:data' type='submit'>
                  <field var='%s'><value>%s</value></field></x></configure>""".formatted(node, field, value));
    }

    private static String parent(String node, String parent) {
        return configuration(node, "{urn:xmpp:pubsub-relationships:0}parent", parent);
    }

    private void configures(String request) {
        juliet.sends(request);
        juliet.receives("<iq type='result' id='ask'/>");
    }

    @Test
    @Spec(value = "XEP-0496 §7", says = "support MUST be advertised")
    void accountsSayThatTheyKnowRelationships() {
        juliet.sends("<iq type='get' id='d' to='{juliet}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(juliet.receives().firstChild().orElseThrow().elements())
                .anyMatch(feature -> feature.attribute("var")
                        .filter("urn:xmpp:pubsub-relationships:0"::equals)
                        .isPresent());
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "who may not see a parent is neither told nor answered")
    void contactsSeeNothingUnderAClosedNode() {
        configures(parent(TUNE, MOOD));
        stage.arrives(romeo, TUNE);
        romeo.ignoresAll();
        publishes(juliet, TUNE, "lament");
        romeo.receives(event(juliet, romeo.jid(), TUNE, "lament"));

        configures(configuration(MOOD, "pubsub#access_model", "whitelist"));

        publishes(juliet, TUNE, "dirge");
        romeo.receivesNothing();
        romeo.sends(request("get", juliet, "<items node='" + TUNE + "'/>"));
        romeo.receives("""
                <iq type='error' id='ask'>
                  <error type='cancel'>
                    <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <closed-node xmlns='http://jabber.org/protocol/pubsub#errors'/>
                  </error>
                </iq>""");
        romeo.sends("<iq type='get' id='d' to='{juliet}'>"
                + "<query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        romeo.receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "what cannot be is refused as an invalid option")
    void bookmarksTakeNoPart() {
        publishes(juliet, "storage:bookmarks", "current");

        for (String request : new String[] {parent("storage:bookmarks", MOOD), parent(MOOD, "storage:bookmarks")}) {
            juliet.sends(request);
            juliet.receives("""
                    <iq type='error' id='ask'>
                      <error type='cancel'>
                        <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                        <invalid-option xmlns='http://jabber.org/protocol/pubsub#errors'/>
                      </error>
                    </iq>""");
        }
    }
}
