package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.RelationTesting.LINK;
import static im.godwit.plugins.pubsub.RelationTesting.PARENT;
import static im.godwit.plugins.pubsub.RelationTesting.relates;
import static im.godwit.plugins.pubsub.RelationTesting.relation;
import static im.godwit.plugins.pubsub.RelationTesting.relations;
import static im.godwit.plugins.pubsub.RelationTesting.unrelatable;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners say of nodes that depend on others. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class RelationTest {
    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void createBlog(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        creates(hamlet, "blog");
        creates(hamlet, "comments");
    }

    private void isGone(String... nodes) {
        for (String node : nodes) {
            hamlet.sends(ownerGet("<configure node='" + node + "'/>"));
            hamlet.receives(error("cancel", "item-not-found"));
        }
    }

    private void isRefused(Actor owner, String request) {
        owner.sends(request);
        owner.receives(unrelatable());
    }

    @Test
    @Spec(value = "XEP-0496 §7", says = "support MUST be advertised")
    void theServiceSaysThatItKnowsRelationships() {
        hamlet.sends("<iq type='get' id='d' to='pubsub.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(hamlet.receives().firstChild().orElseThrow().elements())
                .anyMatch(feature -> feature.attribute("var")
                        .filter("urn:xmpp:pubsub-relationships:0"::equals)
                        .isPresent());
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "a relationship is a setting of the node that depends on the other")
    void aNodeGetsAParent() {
        assertThat(relations(hamlet, "comments")).containsExactly(LINK + "=", PARENT + "=");

        relates(hamlet, "comments", PARENT, "blog");

        assertThat(relations(hamlet, "comments")).containsExactly(LINK + "=", PARENT + "=blog");
        relates(hamlet, "comments", PARENT, "");
        assertThat(relations(hamlet, "comments")).containsExactly(LINK + "=", PARENT + "=");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "the relationship may be set when the node is created")
    void aNodeIsCreatedUnderAnother() {
        hamlet.sends(set("<create node='likes'/><configure>"
                + "<x xmlns='jabber:x:data' type='submit'><field var='%s'><value>blog</value></field></x></configure>"
                        .formatted(LINK)));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");

        assertThat(relations(hamlet, "likes")).containsExactly(LINK + "=blog", PARENT + "=");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "the service MUST set the parent of the linked node to the linking node")
    void aLinkBringsTheParentAlong() {
        creates(hamlet, "likes");
        relates(hamlet, "comments", PARENT, "blog");

        relates(hamlet, "likes", LINK, "comments");

        assertThat(relations(hamlet, "likes")).containsExactly(LINK + "=comments", PARENT + "=blog");
    }

    @Test
    @Spec(value = "XEP-0496 §4.3", says = "when a parent of a linked node is modified, so are those of linking nodes")
    void theParentOfALinkFollows() {
        creates(hamlet, "likes");
        creates(hamlet, "dislikes");
        relates(hamlet, "likes", LINK, "comments");
        relates(hamlet, "dislikes", LINK, "likes");

        relates(hamlet, "comments", PARENT, "blog");

        assertThat(relations(hamlet, "likes")).contains(PARENT + "=blog");
        assertThat(relations(hamlet, "dislikes")).contains(PARENT + "=blog");
        relates(hamlet, "comments", PARENT, "");
        assertThat(relations(hamlet, "dislikes")).contains(PARENT + "=");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "what was set stays when the link goes")
    void theParentStaysWithoutTheLink() {
        creates(hamlet, "likes");
        relates(hamlet, "comments", PARENT, "blog");
        relates(hamlet, "likes", LINK, "comments");

        relates(hamlet, "likes", LINK, "");

        assertThat(relations(hamlet, "likes")).containsExactly(LINK + "=", PARENT + "=blog");
        relates(hamlet, "comments", PARENT, "");
        assertThat(relations(hamlet, "likes")).containsExactly(LINK + "=", PARENT + "=blog");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "a parent MUST NOT be set on a linking node")
    void aLinkingNodeTakesNoParent() {
        creates(hamlet, "likes");
        creates(hamlet, "elsewhere");
        relates(hamlet, "comments", PARENT, "blog");
        relates(hamlet, "likes", LINK, "comments");

        isRefused(hamlet, relation("likes", PARENT, "elsewhere"));
        isRefused(hamlet, relation("likes", PARENT, ""));
        hamlet.sends(relation("likes", PARENT, "blog")); // as it is
        hamlet.receives(done());
        assertThat(relations(hamlet, "likes")).containsExactly(LINK + "=comments", PARENT + "=blog");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "a node with another parent than the linked node MUST NOT link to it")
    void aNodeOfAnotherParentDoesNotLink() {
        creates(hamlet, "likes");
        creates(hamlet, "elsewhere");
        relates(hamlet, "comments", PARENT, "blog");
        relates(hamlet, "likes", PARENT, "elsewhere");

        isRefused(hamlet, relation("likes", LINK, "comments"));

        assertThat(relations(hamlet, "likes")).containsExactly(LINK + "=", PARENT + "=elsewhere");
    }

    @Test
    @Spec(value = "XEP-0496 §4.2", says = "the graph MUST NOT contain any cycle, whatever the relationships are called")
    void nodesDoNotDependOnThemselves() {
        creates(hamlet, "likes");
        relates(hamlet, "comments", PARENT, "blog");
        relates(hamlet, "likes", LINK, "comments");

        isRefused(hamlet, relation("blog", PARENT, "blog"));
        isRefused(hamlet, relation("blog", LINK, "blog"));
        isRefused(hamlet, relation("blog", PARENT, "comments"));
        isRefused(hamlet, relation("blog", LINK, "likes"));
        assertThat(relations(hamlet, "blog")).containsExactly(LINK + "=", PARENT + "=");
    }

    @Test
    @Spec(value = "XEP-0496 §6", says = "the first node to be created is the one which is linked")
    void theOtherNodeMustBeThere() {
        hamlet.sends(relation("comments", LINK, "nowhere"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "nobody has rights under a node without those at the node itself")
    void strangersPutNothingUnderANode() {
        creates(horatio, "doubts");
        configures(hamlet, "comments", "access_model=whitelist");

        horatio.sends(relation("doubts", PARENT, "blog"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(relation("doubts", PARENT, "comments")); // it might as well not be there
        horatio.receives(error("cancel", "item-not-found"));
        affiliates(hamlet, "blog", horatio, "publisher");
        relates(horatio, "doubts", PARENT, "blog");
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "when a parent is deleted, all children MUST be, and theirs")
    void childrenGoWithTheirParents() {
        creates(hamlet, "replies");
        creates(hamlet, "apart");
        relates(hamlet, "comments", PARENT, "blog");
        relates(hamlet, "replies", PARENT, "comments");

        hamlet.sends(ownerSet("<delete node='blog'/>"));
        hamlet.receives(done());

        isGone("blog", "comments", "replies");
        assertThat(relations(hamlet, "apart")).isNotEmpty();
    }

    @Test
    @Spec(value = "XEP-0496 §4.3", says = "when a linked node is deleted, linking nodes MUST be, whoever owns them")
    void linkingNodesGoWithWhatTheyLinkTo() {
        affiliates(hamlet, "blog", horatio, "publisher");
        creates(horatio, "likes");
        relates(horatio, "likes", LINK, "blog");

        hamlet.sends(ownerSet("<delete node='blog'/>"));
        hamlet.receives(done());

        isGone("likes");
        creates(horatio, "likes"); // the name is free
        assertThat(relations(horatio, "likes")).containsExactly(LINK + "=", PARENT + "=");
    }

    @Test
    @Spec(value = "XEP-0496 §4.3", says = "deleting a linking node affects neither the linked node nor other ones")
    void linkedNodesStayWithoutThem() {
        creates(hamlet, "likes");
        relates(hamlet, "likes", LINK, "blog");
        relates(hamlet, "comments", LINK, "blog");

        hamlet.sends(ownerSet("<delete node='likes'/>"));
        hamlet.receives(done());

        assertThat(relations(hamlet, "comments")).contains(LINK + "=blog");
    }

    @Test
    @Spec(value = "XEP-0496 §6", says = "a child must first be unparented to outlive its parent")
    void whatHasLeftStays() {
        relates(hamlet, "comments", PARENT, "blog");
        publishes(hamlet, "comments", "one");
        relates(hamlet, "comments", PARENT, "");

        hamlet.sends(ownerSet("<delete node='blog'/>"));
        hamlet.receives(done());

        assertThat(relations(hamlet, "comments")).contains(PARENT + "=");
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "who may not delete a node does not delete what is under it either")
    void strangersDeleteNothing() {
        relates(hamlet, "comments", PARENT, "blog");

        horatio.sends(ownerSet("<delete node='blog'/>"));
        horatio.receives(error("auth", "forbidden"));

        assertThat(relations(hamlet, "comments")).contains(PARENT + "=blog");
    }

    @Test
    @Spec(value = "XEP-0470 §4.1", says = "attachments go with their item, so nothing else depends on them")
    void nothingDependsOnAttachmentsNorTheirSummaries() {
        publishes(hamlet, "blog", "one");
        String attachments = "urn:xmpp:pubsub-attachments:1/xmpp:pubsub.example.org?;node=blog;item=one";
        hamlet.sends(set("""
                <publish node='%s'>
                  <item id='{hamlet}'>
                    <attachments xmlns='urn:xmpp:pubsub-attachments:1'><noticed/></attachments>
                  </item>
                </publish>""".formatted(attachments)));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");

        isRefused(hamlet, relation("comments", LINK, attachments));
        isRefused(hamlet, relation("urn:xmpp:pubsub-attachments:summary:1/blog", PARENT, "comments"));
        relates(hamlet, attachments, LINK, "blog"); // as in the example

        isRefused(hamlet, relation("comments", LINK, "urn:xmpp:pubsub-attachments:summary:1/blog"));
    }
}
