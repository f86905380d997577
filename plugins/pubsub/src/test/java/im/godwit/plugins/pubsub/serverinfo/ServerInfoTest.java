package im.godwit.plugins.pubsub.serverinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.contactaddresses.ContactAddresses;
import im.godwit.plugins.contactaddresses.ContactAddressesPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.pubsub.PubSubPlugin;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.StageBuilder;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a domain tells of itself, and where (XEP-0485). */
class ServerInfoTest {
    private static final String SERVERINFO = "http://jabber.org/network/serverinfo";
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final ContactAddresses ADDRESSES = new ContactAddresses(
            List.of("mailto:abuse@example.org"), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static StageBuilder builder(boolean publish) {
        return Stage.builder()
                .plugins(List.of(new DiscoPlugin(), new ServerInfoPlugin(), new ContactAddressesPlugin()))
                .options("server-info", new ServerInfoOptions(publish));
    }

    private static Stage stage(boolean publish) {
        return builder(publish)
                .options("contact-addresses", ADDRESSES)
                .service("pubsub", List.of(new DiscoPlugin(), new PubSubPlugin(), new ServerInfoPlugin()))
                .build();
    }

    private static Element described(Actor client, String to, String node) {
        return client.sends(
                        "<iq type='get' id='d' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'%s/></iq>"
                                .formatted(to, node))
                .receives()
                .firstChild()
                .orElseThrow();
    }

    private static Stream<String> features(Element query) {
        return query.elements(new Name(query.namespace(), "feature"))
                .map(feature -> feature.attribute("var").orElseThrow());
    }

    private static List<DataForm> forms(Element query) {
        return query.elements(DataForm.NAME)
                .map(DataForm::of)
                .filter(form -> form.formType().filter(SERVERINFO::equals).isPresent())
                .toList();
    }

    private static String items() {
        return """
                <iq type='get' id='i' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='serverinfo'/></pubsub>
                </iq>""";
    }

    private static String creates() {
        return """
                <iq type='set' id='c' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='serverinfo'/></pubsub>
                </iq>""";
    }

    @Test
    @Spec(value = "XEP-0485 §3", says = "domains MUST advertise it, with a form that SHOULD say where the node is")
    void theDomainSaysWhereTheNodeIs() {
        try (Stage stage = stage(true)) {
            Element query = described(stage.client("juliet"), "example.org", "");

            assertThat(features(query)).contains("urn:xmpp:serverinfo:0");
            assertThat(forms(query)).hasSize(1);
            DataForm form = forms(query).getFirst();
            assertThat(form.type()).isEqualTo(DataForm.Type.RESULT);
            assertThat(form.field("serverinfo-pubsub-node").orElseThrow().values())
                    .containsExactly("xmpp:pubsub.example.org?;node=serverinfo");
        }
    }

    @Test
    @Spec(value = "XEP-0485 §8.2", says = "with contact addresses, both SHOULD be merged into one form")
    void theFormIsThatOfContactAddressesToo() {
        try (Stage stage = stage(true)) {
            assertThat(forms(described(stage.client("juliet"), "example.org", "")))
                    .singleElement()
                    .extracting(form -> form.fields().stream()
                            .map(field -> field.var().orElseThrow())
                            .toList())
                    .isEqualTo(List.of("FORM_TYPE", "abuse-addresses", "serverinfo-pubsub-node"));
        }
    }

    @Test
    void accountsAndTheServiceAdvertiseNothingOfIt() {
        try (Stage stage = stage(true)) {
            Actor juliet = stage.client("juliet");
            for (String other : List.of("{juliet}", "pubsub.example.org")) {
                Element query = described(juliet, other, "");
                assertThat(features(query)).doesNotContain("urn:xmpp:serverinfo:0");
                assertThat(forms(query)).isEmpty();
            }
        }
    }

    @Test
    @Spec(value = "XEP-0485 §3", says = "the node MUST be a first-level leaf node")
    void theNodeIsALeafOfTheFirstLevel() {
        try (Stage stage = stage(true)) {
            Actor juliet = stage.client("juliet");
            Element query = described(juliet, "pubsub.example.org", " node='serverinfo'");
            assertThat(query.child("identity").flatMap(identity -> identity.attribute("type")))
                    .contains("leaf");

            juliet.sends("""
                    <iq type='get' id='l' to='pubsub.example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#items'/>
                    </iq>""").receives("""
                    <iq type='result' id='l' from='pubsub.example.org'>
                      <query xmlns='http://jabber.org/protocol/disco#items'>
                        <item jid='pubsub.example.org' node='serverinfo' name='{any}'/>
                      </query>
                    </iq>""");
        }
    }

    @Test
    @Spec(
            value = "XEP-0485 §4, §5",
            says = "one item with the name of the domain, for everybody; whom it federates with: nobody")
    void everybodyReadsTheItem() {
        try (Stage stage = stage(true)) {
            stage.client("juliet").sends(items()).receives("""
                    <iq type='result' id='i' from='pubsub.example.org'>
                      <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                        <items node='serverinfo'>
                          <item id='current'>
                            <serverinfo xmlns='urn:xmpp:serverinfo:0'>
                              <domain name='example.org'><federation/></domain>
                            </serverinfo>
                          </item>
                        </items>
                      </pubsub>
                    </iq>""");
        }
    }

    @Test
    void usersCannotPublishThere() {
        try (Stage stage = stage(true)) {
            stage.client("juliet").sends("""
                    <iq type='set' id='p' to='pubsub.example.org'>
                      <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                        <publish node='serverinfo'><item><song xmlns='urn:example:music'/></item></publish>
                      </pubsub>
                    </iq>""").receives("""
                    <iq type='error' id='p'>
                      <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0485 §7", says = "only domains that opt in advertise it")
    void nothingIsToldUnlessItIsToBe() {
        try (Stage stage = stage(false)) {
            Actor juliet = stage.client("juliet");
            Element query = described(juliet, "example.org", "");
            assertThat(features(query)).doesNotContain("urn:xmpp:serverinfo:0");
            assertThat(forms(query))
                    .singleElement()
                    .matches(form -> form.field("serverinfo-pubsub-node").isEmpty());
            juliet.sends(items()).receives("""
                    <iq type='error' id='i'>
                      <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""");
        }
    }

    @Test
    void usersCannotTakeTheNameMeanwhile() {
        try (Stage stage = stage(false)) {
            stage.client("juliet").sends(creates()).receives("""
                    <iq type='error' id='c'>
                      <error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0485 §7", says = "who does not opt in any more publishes nothing")
    void whatWasPublishedBeforeIsWithdrawn() {
        try (Stage stage = stageWith(SERVICE, false)) {
            stage.client("juliet").sends(items()).receives("""
                    <iq type='error' id='i'>
                      <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""");
        }
    }

    @Test
    void nodeThatAUserMadeBeforeStopsTheStart() {
        assertThatThrownBy(() -> stageWith(Jid.parse("romeo@example.org"), true))
                .hasMessageContaining("\"serverinfo\" of pubsub.example.org");
    }

    /** A stage at whose service somebody made the node in former times. */
    private static Stage stageWith(Jid owner, boolean publish) {
        Plugin formerly = host -> new SqlNodeStore(host.database(SqlNodeStore.MIGRATIONS), Services.at(SERVICE))
                .create(ServerInfoNode.at(SERVICE), owner, Instant.EPOCH, Configuration.STANDARD, 1);
        return builder(publish)
                .service("pubsub", List.of(formerly, new DiscoPlugin(), new PubSubPlugin(), new ServerInfoPlugin()))
                .build();
    }

    @Test
    void aDomainWithoutAServiceAdvertisesNothing() {
        try (Stage stage = builder(true).build()) {
            Element query = described(stage.client("juliet"), "example.org", "");
            assertThat(features(query)).doesNotContain("urn:xmpp:serverinfo:0");
            assertThat(forms(query)).isEmpty();
        }
    }

    @Test
    void theFirstServiceHasItAlone() {
        try (Stage stage = builder(true)
                .service("pubsub", List.of(new DiscoPlugin(), new PubSubPlugin(), new ServerInfoPlugin()))
                .service("b.nodes", List.of(new DiscoPlugin(), new PubSubPlugin(), new ServerInfoPlugin()))
                .build()) {
            Actor juliet = stage.client("juliet");
            assertThat(forms(described(juliet, "example.org", ""))).hasSize(1);
            juliet.sends(items().replace("pubsub.example", "b.nodes.example")).receives("""
                    <iq type='error' id='i' from='b.nodes.example.org'>
                      <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </iq>""");
        }
    }
}
