package im.godwit.plugins.delegation;

import static im.godwit.plugins.delegation.DelegatingStage.answer;
import static im.godwit.plugins.delegation.DelegatingStage.pep;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Peer;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What service discovery tells of delegated namespaces (§7). */
class NestingTest {
    private static final String PRIVATE = "jabber:iq:private";
    private static final String DISCO = "http://jabber.org/protocol/disco#info";

    private static Element described(Stage stage, String to) {
        return stage.client("juliet")
                .sends("<iq type='get' id='d' to='" + to + "'><query xmlns='" + DISCO + "'/></iq>")
                .receives()
                .firstChild()
                .orElseThrow();
    }

    private static List<String> features(Element query) {
        return query.elements(new Name(DISCO, "feature"))
                .map(feature -> feature.attribute("var").orElseThrow())
                .toList();
    }

    private static void describes(Component pep, String node, String content) {
        Element question = pep.receives();
        assertThat(question.attribute("from")).contains("example.org");
        assertThat(question.firstChild().flatMap(query -> query.attribute("node")))
                .contains(node);
        pep.sends("""
                <iq type='result' from='pep.example.org' to='example.org' id='%s'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='%s'>%s</query>
                </iq>""".formatted(question.attribute("id").orElseThrow(), node, content));
    }

    @Test
    @Spec(value = "XEP-0355 §7.1", says = "a server that supports it MUST say so in service discovery")
    void delegationIsAdvertised() {
        try (Stage stage = DelegatingStage.with(PRIVATE)) {
            assertThat(features(described(stage, "example.org"))).contains("urn:xmpp:delegation:2");
        }
    }

    @Test
    void whereNothingIsDelegatedNothingIsAdvertised() {
        try (Stage stage = DelegatingStage.builder(Map.of()).build()) {
            assertThat(features(described(stage, "example.org")))
                    .contains(PRIVATE)
                    .doesNotContain("urn:xmpp:delegation:2");
        }
    }

    @Test
    @Spec(
            value = "XEP-0355 §7.2.1",
            says = "the server MUST tell what the entity tells, and MUST ignore its own features")
    void featuresAreThoseOfTheEntity() {
        try (Stage stage = DelegatingStage.with(PRIVATE)) {
            assertThat(features(described(stage, "example.org"))).doesNotContain(PRIVATE);
            Component pep = stage.component("pep").connects();
            pep.receives();
            describes(pep, "urn:xmpp:delegation:2::jabber:iq:private", """
                    <identity category='store' type='private'/>
                    <identity category='' type='x'/>
                    <feature var='jabber:iq:private#more'/>
                    <feature/>
                    <x xmlns='jabber:x:data' type='result'>
                      <field var='FORM_TYPE' type='hidden'><value>jabber:iq:private#form</value></field>
                    </x>
                    <x xmlns='jabber:x:data' type='other'/>""");
            describes(pep, "urn:xmpp:delegation:2:bare:jabber:iq:private", "<feature var='urn:example:bare'/>");
            pep.receivesNothing();

            Element domain = described(stage, "example.org");
            assertThat(features(domain))
                    .contains("jabber:iq:private#more", "urn:xmpp:delegation:2")
                    .doesNotContain(PRIVATE, "urn:example:bare");
            assertThat(domain.elements(new Name(DISCO, "identity")))
                    .extracting(identity -> identity.attribute("category").orElseThrow())
                    .containsExactly("server", "store");
            assertThat(domain.elements(new Name("jabber:x:data", "x"))).hasSize(1); // §7.2.3
            // §7.2.2
            assertThat(features(described(stage, "juliet@example.org")))
                    .contains("urn:example:bare")
                    .doesNotContain("jabber:iq:private#more");
        }
    }

    @Test
    @Spec(value = "XEP-0115 §6.2", says = "the description behind the server's announcement is what it tells of itself")
    void announcementIsOfTheWholeDescription() {
        try (Stage stage = DelegatingStage.with(PRIVATE)) {
            Component pep = stage.component("pep").connects();
            pep.receives();
            describes(pep, "urn:xmpp:delegation:2::jabber:iq:private", "<feature var='urn:example:nested'/>");
            describes(pep, "urn:xmpp:delegation:2:bare:jabber:iq:private", "");
            pep.receivesNothing();

            Element caps = stage
                    .server()
                    .find("example.org")
                    .orElseThrow()
                    .features(Host.Moment.AFTER_AUTHENTICATION, new Peer(InetAddress.getLoopbackAddress(), true))
                    .stream()
                    .filter(feature -> feature.is(new Name("http://jabber.org/protocol/caps", "c")))
                    .findFirst()
                    .orElseThrow();
            String node = caps.attribute("node").orElseThrow() + "#"
                    + caps.attribute("ver").orElseThrow();
            Element behind = stage.client("juliet")
                    .sends("<iq type='get' id='d' to='example.org'><query xmlns='%s' node='%s'/></iq>"
                            .formatted(DISCO, node))
                    .receives()
                    .firstChild()
                    .orElseThrow();
            assertThat(features(behind)).isEqualTo(features(described(stage, "example.org")));
            assertThat(features(behind)).contains("urn:example:nested");
        }
    }

    private static final String BARE_INFO = "urn:xmpp:delegation:2:bare:disco#info:*";
    private static final String BARE_ITEMS = "urn:xmpp:delegation:2:bare:disco#items:*";

    @Test
    @Spec(
            value = "XEP-0355 §7.2.4",
            says = "questions to bare JIDs for nodes that the server does not know are delegated")
    void unknownNodesAreTheEntitys() {
        try (Stage stage = DelegatingStage.builder(Map.of(BARE_INFO, List.of())).build()) {
            Component pep = stage.component("pep").connects();
            pep.receives();
            Actor juliet = stage.client("juliet").sends("""
                    <iq type='get' id='d1' to='{juliet}'>
                      <query xmlns='http://jabber.org/protocol/disco#info' node='urn:xmpp:microblog:0'/>
                    </iq>""");
            answer(pep, pep.receives(), """
                    <iq xmlns='jabber:client' type='result' id='d1' to='{juliet/}'>
                      <query xmlns='http://jabber.org/protocol/disco#info' node='urn:xmpp:microblog:0'>
                        <identity category='pubsub' type='leaf'/>
                      </query>
                    </iq>""");
            pep.receivesNothing();
            juliet.receives("""
                    <iq type='result' id='d1' from='{juliet}'>
                      <query xmlns='http://jabber.org/protocol/disco#info' node='urn:xmpp:microblog:0'>
                        <identity category='pubsub' type='leaf'/>
                      </query>
                    </iq>""");
            assertThat(features(described(stage, "juliet@example.org"))).contains(DISCO);
            pep.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0355 §7.2.5", says = "items of bare JIDs are delegated, with no node or one that is not known")
    void itemsAreTheEntitys() {
        try (Stage stage =
                DelegatingStage.builder(Map.of(BARE_ITEMS, List.of())).build()) {
            Component pep = stage.component("pep").connects();
            pep.receives();
            Actor juliet = stage.client("juliet");
            for (String node : List.of("", "node='urn:xmpp:microblog:0'")) {
                juliet.sends(
                        "<iq type='get' id='d2' to='{juliet}'><query xmlns='http://jabber.org/protocol/disco#items' "
                                + node + "/></iq>");
                answer(pep, pep.receives(), """
                        <iq xmlns='jabber:client' type='result' id='d2' to='{juliet/}'>
                          <query xmlns='http://jabber.org/protocol/disco#items'><item jid='{juliet}' node='n'/></query>
                        </iq>""");
                pep.receivesNothing();
                juliet.receives("""
                        <iq type='result' id='d2' from='{juliet}'>
                          <query xmlns='http://jabber.org/protocol/disco#items'><item jid='{juliet}' node='n'/></query>
                        </iq>""");
            }
        }
    }

    @Test
    @Spec(value = "XEP-0355 §10", says = "the existence of an account is not leaked (XEP-0030 §8)")
    void strangersAreNotTheEntitys() {
        try (Stage stage = DelegatingStage.builder(Map.of(BARE_INFO, List.of(), BARE_ITEMS, List.of()))
                .build()) {
            Component pep = stage.component("pep").connects();
            pep.receives();
            stage.account("romeo");
            Actor juliet = stage.client("juliet");
            for (String account : List.of("{romeo}", "{nobody}")) {
                juliet.sends("<iq type='get' id='d3' to='" + account
                        + "'><query xmlns='http://jabber.org/protocol/disco#info' node='n'/></iq>");
                juliet.receives("""
                        <iq type='error' id='d3'>
                          <error><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                        </iq>""");
                juliet.sends("<iq type='get' id='d4' to='" + account
                        + "'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
                juliet.receives(
                        "<iq type='result' id='d4'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
            }
            pep.receivesNothing();
        }
    }
}
