package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publication;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static im.godwit.plugins.pubsub.RelationTesting.LINK;
import static im.godwit.plugins.pubsub.RelationTesting.PARENT;
import static im.godwit.plugins.pubsub.RelationTesting.relates;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A blog, comments under it and replies under these: who may see and publish what. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class RelationRightsTest {
    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void createTree(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        creates(hamlet, "blog");
        creates(hamlet, "comments");
        creates(hamlet, "replies");
        relates(hamlet, "comments", PARENT, "blog");
        relates(hamlet, "replies", PARENT, "comments");
        publishes(hamlet, "replies", "one");
    }

    private void sees(String... items) {
        horatio.sends(get("<items node='replies'/>"));
        horatio.receives(result("<items node='replies'>" + String.join("", items) + "</items>"));
    }

    private void isShutOut(String type, String condition, String detail) {
        horatio.sends(get("<items node='replies'/>"));
        horatio.receives(error(type, condition, detail));
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "access to a node takes access to all parents, up to the root")
    void whoMayNotSeeTheBlogSeesNoReplies() {
        sees(song("one"));
        configures(hamlet, "blog", "access_model=whitelist");

        isShutOut("cancel", "not-allowed", "closed-node");
        horatio.sends(set("<subscribe node='replies' jid='{horatio/}'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
        affiliates(hamlet, "blog", horatio, "member");
        sees(song("one"));
        affiliates(hamlet, "blog", horatio, "outcast");
        horatio.ignoresAll();
        isShutOut("auth", "forbidden", "");
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "by the access model of the node and of its parents")
    void whoMaySeeTheBlogMayNotSeeMoreThanTheNodeSays() {
        configures(hamlet, "replies", "access_model=whitelist");

        isShutOut("cancel", "not-allowed", "closed-node");
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "where an owner of the parent has to approve, those who are approved")
    void whoIsNotApprovedForTheBlogSeesNoReplies() {
        configures(hamlet, "blog", "access_model=authorize");

        isShutOut("auth", "not-authorized", "not-subscribed");
        horatio.sends(set("<subscribe node='replies' jid='{horatio/}'/>"));
        horatio.receives(error("auth", "not-authorized", "not-subscribed"));
        hamlet.sends(ownerSet("<subscriptions node='blog'><subscription jid='{horatio}' subscription='subscribed'/>"
                + "</subscriptions>"));
        hamlet.receives("<iq type='result' id='ask'/>");
        horatio.ignoresAll();
        sees(song("one"));
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "subscriptions do not get round it")
    void subscribersHearNothingFromBehindAClosedParent() {
        subscribesInFull(horatio, "replies");
        configures(hamlet, "blog", "access_model=whitelist");

        publishes(hamlet, "replies", "two");
        horatio.receivesNothing();
        configures(hamlet, "blog", "access_model=open");
        publishes(hamlet, "replies", "three");
        horatio.receives(event("{horatio/}", "<items node='replies'>" + song("three") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "nor is the end of a node told to whom it was closed")
    void theEndIsToldToThoseAloneWhoCouldSeeIt() {
        subscribesInFull(horatio, "replies");
        subscribesInFull(horatio, "comments");
        relates(hamlet, "comments", PARENT, "");
        configures(hamlet, "comments", "access_model=whitelist");

        hamlet.sends(ownerSet("<delete node='comments'/>"));
        hamlet.receives(done());
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.2", says = "subscribers are told that a node is gone, also one that went with another")
    void theEndIsTold() {
        subscribesInFull(horatio, "replies");

        hamlet.sends(ownerSet("<delete node='blog'/>"));
        hamlet.receives(done());

        horatio.receives(event("{horatio/}", "<delete node='replies'/>"));
    }

    @Test
    @Spec(value = "XEP-0496 §6", says = "discovery is unaffected, but shows what is for the requester to see")
    void discoveryShowsNothingBehindAClosedParent() {
        configures(hamlet, "blog", "access_model=whitelist");
        String ask = "<iq type='get' id='d' to='pubsub.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#%s'%s/></iq>";

        horatio.sends(ask.formatted("items", ""));
        horatio.receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        horatio.sends(ask.formatted("items", " node='replies'"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
        hamlet.sends(ask.formatted("items", ""));
        hamlet.receives("""
                <iq type='result' id='d'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>
                    <item jid='pubsub.example.org' node='blog'/>
                    <item jid='pubsub.example.org' node='comments'/>
                    <item jid='pubsub.example.org' node='replies'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "to publish takes publication rights for all parents")
    void whoMayNotPublishAboveDoesNotPublishBelow() {
        configures(hamlet, "replies", "publish_model=open");
        configures(hamlet, "comments", "publish_model=open");

        horatio.sends(publication("replies", "two"));
        horatio.receives(error("auth", "forbidden"));
        configures(hamlet, "blog", "publish_model=subscribers");
        horatio.sends(publication("replies", "two"));
        horatio.receives(error("auth", "forbidden"));
        subscribes(horatio, "blog");
        publishes(horatio, "replies", "two");
    }

    @Test
    @Spec(value = "XEP-0496 §4.3", says = "the models of linked nodes are independent, their parents are not")
    void aLinkGivesNoRightsAndTakesNone() {
        creates(hamlet, "template", "access_model=whitelist");
        creates(hamlet, "submitted", "publish_model=open");
        relates(hamlet, "submitted", LINK, "template");

        publishes(horatio, "submitted", "one");
        horatio.sends(get("<items node='submitted'/>"));
        horatio.receives(result("<items node='submitted'>" + song("one") + "</items>"));
        relates(hamlet, "template", PARENT, "blog");
        horatio.sends(publication("submitted", "two"));
        horatio.receives(error("auth", "forbidden"));
        configures(hamlet, "blog", "access_model=whitelist");
        horatio.sends(get("<items node='submitted'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
    }

    @Test
    @Spec(value = "XEP-0496 §4.4", says = "what is attached to an item is closed with the parents of its node")
    void attachmentsAreClosedToo() {
        String attachments = "urn:xmpp:pubsub-attachments:1/xmpp:pubsub.example.org?;node=replies;item=one";
        configures(hamlet, "replies", "publish_model=open");
        horatio.sends(noticed(attachments));
        horatio.receives(error("auth", "forbidden"));
        hamlet.sends(noticed(attachments).replace("{horatio}", "{hamlet}"));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");

        configures(hamlet, "blog", "access_model=whitelist");

        horatio.sends(get("<items node='" + attachments + "'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
        horatio.sends(get("<items node='urn:xmpp:pubsub-attachments:summary:1/replies'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
    }

    private static String noticed(String attachments) {
        return set("""
                <publish node='%s'>
                  <item id='{horatio}'>
                    <attachments xmlns='urn:xmpp:pubsub-attachments:1'><noticed/></attachments>
                  </item>
                </publish>""".formatted(attachments));
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.5.3", says = "subscribers are not told the names of nodes that may not be for them")
    void subscribersAreNotToldOfRelationships() {
        configures(hamlet, "replies", "notify_config=1");
        subscribesInFull(horatio, "replies");

        relates(hamlet, "replies", PARENT, "blog");

        String told = horatio.receives().toString();
        assertThat(told).contains("<configuration").doesNotContain("relationships");
    }
}
