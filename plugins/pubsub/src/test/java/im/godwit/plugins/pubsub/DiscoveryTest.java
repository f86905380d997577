package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.collects;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class DiscoveryTest {
    @Test
    @Spec(value = "XEP-0060 §5.1", says = "what the service is and can do")
    void theServiceSaysWhatItIs(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");
        List<Element> told = hamlet.receives().firstChild().orElseThrow().elements();

        assertThat(told.getFirst().attribute("category")).contains("pubsub");
        assertThat(told.getFirst().attribute("type")).contains("service");
        assertThat(told.stream().skip(1).map(feature -> feature.attribute("var").orElse("")))
                .filteredOn(var -> var.startsWith("http://jabber.org/protocol/pubsub"))
                .map(var -> var.replace("http://jabber.org/protocol/pubsub", ""))
                .containsExactly(
                        "",
                        "#access-authorize",
                        "#access-open",
                        "#access-presence",
                        "#access-roster",
                        "#access-whitelist",
                        "#collections",
                        "#config-node",
                        "#config-node-max",
                        "#create-and-configure",
                        "#create-nodes",
                        "#delete-items",
                        "#delete-nodes",
                        "#instant-nodes",
                        "#item-ids",
                        "#leased-subscription",
                        "#manage-subscriptions",
                        "#member-affiliation",
                        "#meta-data",
                        "#modify-affiliations",
                        "#multi-collections",
                        "#multi-items",
                        "#outcast-affiliation",
                        "#persistent-items",
                        "#presence-notifications",
                        "#publish",
                        "#publish-node-full",
                        "#publish-only-affiliation",
                        "#publish-options",
                        "#publisher-affiliation",
                        "#purge-nodes",
                        "#retract-items",
                        "#retrieve-affiliations",
                        "#retrieve-default",
                        "#retrieve-default-sub",
                        "#retrieve-items",
                        "#retrieve-subscriptions",
                        "#rsm",
                        "#since",
                        "#subscribe",
                        "#subscription-notifications",
                        "#subscription-options");
    }

    @Test
    @Spec(value = "XEP-0060 §5.2", says = "the nodes that the requester may use")
    void nodesAreListedToThoseWhoMayUseThem(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "title=Songs");
        creates(hamlet, "secret", "access_model=whitelist");

        hamlet.sends(items(""));
        hamlet.receives(listed(
                "",
                "<item jid='pubsub.example.org' node='music' name='Songs'/>"
                        + "<item jid='pubsub.example.org' node='secret'/>"));
        horatio.sends(items(""));

        horatio.receives(listed("", "<item jid='pubsub.example.org' node='music' name='Songs'/>"));
    }

    private static String items(String node) {
        return """
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' %s/>
                </iq>""".formatted(node);
    }

    private static String listed(String node, String items) {
        return """
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' %s>%s</query>
                </iq>""".formatted(node, items);
    }

    @Test
    @Spec(value = "XEP-0060 §5.5", says = "the items of a node by name, without node")
    void itemsOfANodeAreListed(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "secret", "access_model=whitelist");
        publishes(hamlet, "secret", "one");
        publishes(hamlet, "secret", "two");

        hamlet.sends(items("node='secret'"));
        hamlet.receives(listed(
                "node='secret'",
                "<item jid='pubsub.example.org' name='one'/>" + "<item jid='pubsub.example.org' name='two'/>"));
        horatio.sends(items("node='secret'"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
    }

    @Test
    @Spec(value = "XEP-0060 §5.3, §5.4", says = "what a node is, and its metadata")
    void aNodeSaysWhatItIs(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(
                hamlet,
                "music",
                "title=Songs",
                "description=All",
                "type=urn:example:music",
                "max_items=10",
                "language=en",
                "contact=hamlet@example.org");
        subscribes(horatio, "music");

        horatio.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='music'/>
                </iq>""");

        horatio.receives("""
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='music'>
                    <identity category='pubsub' type='leaf'/>
                    <feature var='http://jabber.org/protocol/pubsub'/>
                    <feature var='urn:xmpp:mam:2'/>
                    <feature var='urn:xmpp:mam:2#extended'/>
                    <x xmlns='jabber:x:data' type='result'>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#meta-data</value></field>
                      <field var='pubsub#title' type='text-single'><value>Songs</value></field>
                      <field var='pubsub#description'><value>All</value></field>
                      <field var='pubsub#type'><value>urn:example:music</value></field>
                      <field var='pubsub#language'><value>en</value></field>
                      <field var='pubsub#contact' type='jid-multi'><value>hamlet@example.org</value></field>
                      <field var='pubsub#access_model' type='list-single'><value>open</value></field>
                      <field var='pubsub#publish_model' type='list-single'><value>publishers</value></field>
                      <field var='pubsub#max_items'><value>10</value></field>
                      <field var='pubsub#creator' type='jid-single'><value>hamlet@example.org</value></field>
                      <field var='pubsub#creation_date'><value>2026-03-01T12:00:00Z</value></field>
                      <field var='pubsub#owner' type='jid-multi'><value>hamlet@example.org</value></field>
                      <field var='pubsub#publisher' type='jid-multi'/>
                      <field var='pubsub#num_subscribers'><value>1</value></field>
                    </x>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0060 §14.1", says = "metadata is for those who may see the node")
    void strangersDoNotSeeTheMetadataOfAWhitelistNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "secret", "access_model=whitelist", "title=Plans");

        horatio.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='secret'/>
                </iq>""");

        horatio.receives("""
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='secret'>
                    <identity category='pubsub' type='leaf'/>
                    <feature var='http://jabber.org/protocol/pubsub'/>
                    <feature var='urn:xmpp:mam:2'/>
                    <feature var='urn:xmpp:mam:2#extended'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0248 §5.2", says = "the service lists first-level nodes, a collection its children")
    void theHierarchyIsListed(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs", "title=Weblog updates");
        creates(hamlet, "news");
        creates(hamlet, "musings", "collection=blogs", "title=Musings");
        creates(hamlet, "secret", "collection=blogs", "access_model=whitelist");

        horatio.sends(items(""));
        horatio.receives(listed(
                "",
                "<item jid='pubsub.example.org' node='blogs' name='Weblog updates'/>"
                        + "<item jid='pubsub.example.org' node='news'/>"));
        horatio.sends(items("node='blogs'"));
        horatio.receives(listed("node='blogs'", "<item jid='pubsub.example.org' node='musings' name='Musings'/>"));
        hamlet.sends(items("node='blogs'"));
        hamlet.receives(listed(
                "node='blogs'",
                "<item jid='pubsub.example.org' node='musings' name='Musings'/>"
                        + "<item jid='pubsub.example.org' node='secret'/>"));
    }

    @Test
    @Spec(value = "XEP-0248 §11.4", says = "a collection says that it is one")
    void aCollectionSaysWhatItIs(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");

        hamlet.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='blogs'/>
                </iq>""");

        Element identity =
                hamlet.receives().firstChild().flatMap(Element::firstChild).orElseThrow();
        assertThat(identity.attribute("category")).contains("pubsub");
        assertThat(identity.attribute("type")).contains("collection");
    }
}
