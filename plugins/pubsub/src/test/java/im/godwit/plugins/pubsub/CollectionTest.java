package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.associates;
import static im.godwit.plugins.pubsub.PubSubTesting.association;
import static im.godwit.plugins.pubsub.PubSubTesting.collects;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.dissociation;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publication;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.unsupported;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class CollectionTest {
    private static List<String> configuration(Actor owner, String node) {
        owner.sends(ownerGet("<configure node='" + node + "'/>"));
        return values(owner.receives());
    }

    private static List<String> values(Element answer) {
        return answer
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .orElseThrow()
                .elements()
                .stream()
                .map(field -> field.attribute("var").orElse("") + "="
                        + field.elements().stream()
                                .filter(value -> value.local().equals("value"))
                                .map(Element::text)
                                .collect(Collectors.joining(",")))
                .toList();
    }

    private static String configuring(String node, String... settings) {
        return ownerSet("<configure node='" + node + "'>" + form(settings) + "</configure>");
    }

    @Test
    @Spec(value = "XEP-0248 §8.3", says = "the configuration of both nodes shows the link between them")
    void bothEndsShowALink(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");
        creates(hamlet, "princely_musings", "collection=blogs");
        creates(hamlet, "kingly_ravings");
        assertThat(configuration(hamlet, "kingly_ravings")).contains("pubsub#collection=", "pubsub#node_type=leaf");

        configures(hamlet, "kingly_ravings", "collection=blogs");

        assertThat(configuration(hamlet, "kingly_ravings")).contains("pubsub#collection=blogs");
        assertThat(configuration(hamlet, "blogs"))
                .contains("pubsub#node_type=collection", "pubsub#children=kingly_ravings,princely_musings");
        configures(hamlet, "blogs", "children=kingly_ravings");
        assertThat(configuration(hamlet, "princely_musings")).contains("pubsub#collection=");
    }

    @Test
    @Spec(value = "XEP-0248 §5.1", says = "a node may be in more than one collection")
    void aNodeMayBeInSeveralCollections(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");
        collects(hamlet, "denmark");
        creates(hamlet, "princely_musings", "collection=blogs");

        associates(hamlet, "denmark", "princely_musings");

        assertThat(configuration(hamlet, "princely_musings")).contains("pubsub#collection=blogs,denmark");
    }

    @Test
    @Spec(value = "XEP-0248 §7.3", says = "the defaults of a collection are those of its type")
    void thereAreDefaultsOfCollections(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerGet("<default type='collection'/>"));

        assertThat(values(hamlet.receives()))
                .contains(
                        "pubsub#node_type=collection",
                        "pubsub#collection=",
                        "pubsub#children=",
                        "pubsub#children_association_policy=owners",
                        "pubsub#children_association_whitelist=",
                        "pubsub#children_max=max")
                .noneMatch(value -> value.startsWith("pubsub#max_items"));
        hamlet.sends(ownerGet("<default type='leaf'/>"));
        assertThat(values(hamlet.receives()))
                .contains("pubsub#node_type=leaf", "pubsub#max_items=max")
                .noneMatch(value -> value.startsWith("pubsub#children_"));
        hamlet.sends(ownerGet("<default type='forest'/>"));
        hamlet.receives(explained("modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0248 §4.1", says = "a collection contains no items")
    void aCollectionTakesNoItems(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");

        hamlet.sends(publication("blogs", "one"));
        hamlet.receives(unsupported("publish"));
        hamlet.sends(set("<retract node='blogs'><item id='one'/></retract>"));
        hamlet.receives(unsupported("persistent-items"));
        hamlet.sends(ownerSet("<purge node='blogs'/>"));
        hamlet.receives(unsupported("persistent-items"));
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.3.1", says = "a leaf has no children")
    void aLeafHasNoChildren(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        creates(hamlet, "songs");

        hamlet.sends(configuring("music", "children=songs"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        hamlet.sends(configuring("songs", "collection=music"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        hamlet.sends(association("music", "songs"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        assertThat(configuration(hamlet, "songs")).contains("pubsub#collection=");
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.3.2", says = "who may not associate a node is forbidden to")
    void onlyThoseWhoMayAssociateNodes(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        creates(horatio, "diary");

        horatio.sends(configuring("diary", "collection=blogs"));
        horatio.receives(error("cancel", "forbidden"));
        horatio.sends(association("blogs", "diary"));
        horatio.receives(error("cancel", "forbidden"));
        hamlet.sends(configuring("blogs", "children=diary"));
        hamlet.receives(error("cancel", "forbidden"));
        hamlet.sends(association("blogs", "diary"));
        hamlet.receives(error("cancel", "forbidden"));
        horatio.sends(association("nowhere", "diary"));
        horatio.receives(error("cancel", "item-not-found"));
        assertThat(configuration(hamlet, "blogs")).contains("pubsub#children=");
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.1", says = "the association policy says who may")
    void thePolicyOfACollectionLetsOthersIn(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        Actor ophelia = stage.client("ophelia");
        collects(hamlet, "open", "children_association_policy=all");
        collects(
                hamlet,
                "chosen",
                "children_association_policy=whitelist",
                "children_association_whitelist=horatio@example.org");
        creates(horatio, "diary");
        creates(ophelia, "flowers");

        associates(ophelia, "open", "flowers");
        associates(horatio, "chosen", "diary");

        ophelia.sends(association("chosen", "flowers"));
        ophelia.receives(error("cancel", "forbidden"));
        assertThat(configuration(hamlet, "chosen")).contains("pubsub#children=diary");
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.3.3", says = "no more children than the collection permits")
    void aCollectionMayBeFull(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs", "children_max=1");
        creates(hamlet, "one");
        creates(hamlet, "two");
        associates(hamlet, "blogs", "one");

        hamlet.sends(association("blogs", "two"));
        hamlet.receives(error("cancel", "not-allowed", "max-nodes-exceeded"));
        hamlet.sends(configuring("two", "collection=blogs"));
        hamlet.receives(error("cancel", "not-allowed", "max-nodes-exceeded"));
        configures(hamlet, "blogs", "children_max=2");
        associates(hamlet, "blogs", "two");
        hamlet.sends(configuring("blogs", "children_max=1"));
        hamlet.receives(error("cancel", "not-allowed", "max-nodes-exceeded"));
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.3.4", says = "a collection stays one")
    void aCollectionDoesNotBecomeALeaf(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");

        hamlet.sends(configuring("blogs", "node_type=leaf"));

        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.4", says = "a leaf that becomes a collection loses its items")
    void aLeafMayBecomeACollection(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "blogs");
        creates(hamlet, "diary");
        publishes(hamlet, "blogs", "one");
        publishes(hamlet, "diary", "two");

        configures(hamlet, "blogs", "node_type=collection");
        associates(hamlet, "blogs", "diary");

        hamlet.sends(get("<items node='blogs'/>"));
        hamlet.receives(result("<items node='diary'>" + song("two") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.3.5", says = "no cycles")
    void aCycleIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "a");
        collects(hamlet, "b", "collection=a");
        collects(hamlet, "c", "collection=b");

        hamlet.sends(association("c", "a"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        hamlet.sends(configuring("a", "collection=c"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        hamlet.sends(configuring("c", "children=a"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        hamlet.sends(association("a", "a"));
        hamlet.receives(error("cancel", "not-allowed", "invalid-options"));
        associates(hamlet, "a", "c"); // two ways to the same node are none
    }

    @Test
    @Spec(value = "XEP-0248 §7.2.3.5", says = "a link may be turned round")
    void aLinkMayBeTurnedRoundAtOnce(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "a");
        collects(hamlet, "b", "collection=a");

        configures(hamlet, "a", "children=", "collection=b");

        assertThat(configuration(hamlet, "b")).contains("pubsub#children=a", "pubsub#collection=");
    }

    @Test
    @Spec(value = "XEP-0248 §7.6", says = "the owner of the node or of the collection dissociates them")
    void eitherOwnerDissociates(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        Actor ophelia = stage.client("ophelia");
        collects(hamlet, "blogs", "children_association_policy=all");
        creates(horatio, "diary");
        creates(horatio, "letters");
        associates(horatio, "blogs", "diary");
        associates(horatio, "blogs", "letters");

        ophelia.sends(dissociation("blogs", "diary"));
        ophelia.receives(error("cancel", "forbidden"));
        horatio.sends(dissociation("blogs", "diary"));
        horatio.receives(done());
        hamlet.sends(dissociation("blogs", "letters"));
        hamlet.receives(done());

        hamlet.sends(dissociation("blogs", "letters"));
        hamlet.receives(error("modify", "bad-request")); // §7.6.3.1
        assertThat(configuration(horatio, "letters")).contains("pubsub#collection=");
    }

    @Test
    @Spec(value = "XEP-0248 §7.5", says = "the request names a collection and a node")
    void requestsNameBothNodes(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");

        hamlet.sends(ownerSet("<collection node='blogs'/>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(ownerSet("<collection node='blogs'><marry node='diary'/></collection>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(ownerSet("<collection node='blogs'><associate/></collection>"));
        hamlet.receives(error("modify", "bad-request", "nodeid-required"));
        hamlet.sends(ownerSet("<collection><associate node='blogs'/></collection>"));
        hamlet.receives(error("modify", "bad-request", "nodeid-required"));
        hamlet.sends(association("blogs", "nowhere"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0248 §8.2", says = "children of a deleted collection stay, with their other parents")
    void childrenOutliveTheirCollection(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        collects(hamlet, "blogs");
        collects(hamlet, "denmark");
        creates(hamlet, "diary", "collection=blogs");
        associates(hamlet, "denmark", "diary");

        hamlet.sends(ownerSet("<delete node='blogs'/>"));
        hamlet.receives(done());
        assertThat(configuration(hamlet, "diary")).contains("pubsub#collection=denmark");
        hamlet.sends(ownerSet("<delete node='denmark'/>"));
        hamlet.receives(done());
        assertThat(configuration(hamlet, "diary")).contains("pubsub#collection=");

        collects(hamlet, "blogs", "children=diary");
        hamlet.sends(ownerSet("<delete node='diary'/>"));
        hamlet.receives(done());
        assertThat(configuration(hamlet, "blogs")).contains("pubsub#children=");
    }

    @Test
    @Spec(value = "XEP-0248 §8.3", says = "a node that goes with its owner is in no configuration any more")
    void nodesOfADeletedAccountLeaveTheirCollections(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs", "children_association_policy=all");
        creates(horatio, "diary", "collection=blogs");
        assertThat(configuration(hamlet, "blogs")).contains("pubsub#children=diary");

        stage.service(Accounts.class).delete(horatio.jid().bare());

        assertThat(configuration(hamlet, "blogs")).contains("pubsub#children=");
    }

    @Test
    @Spec(value = "XEP-0248 §7.4.3.1", says = "the root node cannot be deleted")
    void theRootStays(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerSet("<delete/>"));

        hamlet.receives(error("cancel", "not-allowed"));
    }

    @Test
    @Spec(value = "XEP-0248 §6.2", says = "the items of the leaf nodes below, a list for each")
    void itemsBelowACollectionAreRetrieved(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        collects(hamlet, "blogs");
        collects(hamlet, "royal", "collection=blogs");
        creates(hamlet, "secret", "collection=blogs", "access_model=whitelist");
        creates(hamlet, "public", "collection=blogs");
        creates(hamlet, "empty", "collection=blogs");
        creates(hamlet, "deep", "collection=royal");
        publishes(hamlet, "secret", "one");
        publishes(hamlet, "public", "two");
        publishes(hamlet, "public", "three");
        publishes(hamlet, "deep", "four");

        horatio.sends(get("<items node='blogs' max_items='1'/>"));

        horatio.receives(result(
                "<items node='public'>" + song("three") + "</items><items node='deep'>" + song("four") + "</items>"));
        horatio.sends(get("<items node='blogs'><item id='two'/></items>"));
        horatio.receives(unsupported("retrieve-items"));
    }
}
