package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publication;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static im.godwit.plugins.pubsub.PubSubTesting.unsupported;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class PublishTest {
    private static final String ITEMS = "<items node='music'/>";

    @Test
    @Spec(value = "XEP-0060 §7.1.2", says = "the publisher is told, then each subscriber gets the payload")
    void subscribersGetWhatWasPublished(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribesInFull(horatio, "music");

        hamlet.sends(publication("music", "one"));

        hamlet.receives("""
                <iq type='result' id='publish' from='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <publish node='music'><item id='one'/></publish>
                  </pubsub>
                </iq>""");
        horatio.receives(event("{horatio/}", "<items node='music'>" + song("one") + "</items>"));
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.1", says = "the service makes an id where the publisher gave none")
    void anItemWithoutIdGetsOne(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(set("<publish node='music'><item><song xmlns='urn:example:music'>x</song></item></publish>"));
        String id = hamlet.receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .flatMap(item -> item.attribute("id"))
                .orElseThrow();

        assertThat(id).isNotEmpty();
        hamlet.sends(get("<items node='music'><item id='" + id + "'/></items>"));
        hamlet.receives(result(
                "<items node='music'><item id='" + id + "'><song xmlns='urn:example:music'>x</song></item></items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.2.2", says = "a node may notify without payloads")
    void notificationsMayLeaveOutThePayload(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "deliver_payloads=0");
        subscribesInFull(hamlet, "music");

        publishes(hamlet, "music", "one");

        hamlet.receives(event("{hamlet/}", "<items node='music'><item id='one'/></items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.2.3", says = "the service, not the publisher, says who published")
    void itemsMayNameTheirPublisher(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "itemreply=publisher");
        subscribesInFull(hamlet, "music");

        hamlet.sends(set("<publish node='music'><item id='one' publisher='king@example.org'>"
                + "<song xmlns='urn:example:music'>one</song></item></publish>"));
        hamlet.receives(result("<publish node='music'><item id='one'/></publish>"));

        String named = "<items node='music'><item id='one' publisher='{hamlet/}'>"
                + "<song xmlns='urn:example:music'>one</song></item></items>";
        hamlet.receives(event("{hamlet/}", named));
        hamlet.sends(get(ITEMS));
        hamlet.receives(result(named));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.2", says = "an item of the same id is overwritten, whoever published it")
    void publishingAgainOverwritesAndMovesToTheEnd(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "publish_model=open");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");

        horatio.sends(set("<publish node='music'><item id='one'><other xmlns='urn:example:music'/></item></publish>"));
        horatio.receives(result("<publish node='music'><item id='one'/></publish>"));

        hamlet.sends(get(ITEMS));
        hamlet.receives(result("<items node='music'>" + song("two")
                + "<item id='one'><other xmlns='urn:example:music'/></item></items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.2.5", says = "the oldest item makes room, and subscribers are told")
    void theOldestItemMakesRoom(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "max_items=1");
        subscribesInFull(hamlet, "music");
        publishes(hamlet, "music", "one");
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + "</items>"));

        publishes(hamlet, "music", "two");

        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("two") + "</items>"));
        hamlet.receives(event("{hamlet/}", "<items node='music'><retract id='one'/></items>"));
        hamlet.sends(get(ITEMS));
        hamlet.receives(result("<items node='music'>" + song("two") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "the limit is that of the node, not of each publisher")
    void theOldestItemMakesRoomWhoeverPublishedIt(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "max_items=2", "publish_model=open");
        publishes(hamlet, "music", "one");
        publishes(horatio, "music", "two");

        publishes(horatio, "music", "three");
        publishes(horatio, "music", "two"); // needs no more room

        hamlet.sends(get(ITEMS));
        hamlet.receives(result("<items node='music'>" + song("three") + song("two") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.2.5", says = "the oldest item may go without a word")
    void theOldestItemMayBeDiscarded(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "max_items=1", "publish_node_full=discard-oldest");
        publishes(hamlet, "music", "one");
        subscribesInFull(hamlet, "music");

        publishes(hamlet, "music", "two");

        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("two") + "</items>"));
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §4.1", says = "a publisher publishes")
    void publishersPublish(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "publisher");

        publishes(horatio, "music", "one");
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "under the model subscribers, any resource of a subscriber publishes")
    void subscribersMayPublishWhereTheModelSaysSo(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "publish_model=subscribers");
        horatio.sends(publication("music", "one"));
        horatio.receives(error("auth", "forbidden"));
        subscribes(horatio, "music");

        publishes(horatio, "music", "one");
    }

    @Test
    @Spec(value = "XEP-0060 §4.1", says = "an outcast may nothing, whatever the model")
    void outcastsMayNotPublishToOpenNodes(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "publish_model=open");
        affiliates(hamlet, "music", horatio, "outcast");

        horatio.sends(publication("music", "one"));

        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.3", says = "a transient node without payloads just rings")
    void aTransientNotificationNodeNotifiesWithoutItem(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "bell", "persist_items=0", "deliver_payloads=0");
        subscribesInFull(hamlet, "bell");

        hamlet.sends(set("<publish node='bell'/>"));

        hamlet.receives(result("<publish node='bell'/>"));
        hamlet.receives(event("{hamlet/}", "<items node='bell'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.3", says = "a transient node passes payloads on and keeps nothing")
    void aTransientNodeKeepsNothing(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "radio", "persist_items=0");
        subscribesInFull(hamlet, "radio");

        publishes(hamlet, "radio", "one");

        hamlet.receives(event("{hamlet/}", "<items node='radio'>" + song("one") + "</items>"));
        hamlet.sends(get("<items node='radio'/>"));
        hamlet.receives(unsupported("persistent-items"));
    }

    @Test
    void payloadsAreKeptAsTheyWere(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        String odd = "<item id=\"'; DROP TABLE pubsub_items; --\"><a xmlns='urn:a' xml:lang='da'>&lt;&amp;\u00e6"
                + "<b xmlns='urn:b' c='&quot;'/><e xmlns='http://etherx.jabber.org/streams'/></a></item>";

        hamlet.sends(set("<publish node='music'>" + odd + "</publish>"));
        hamlet.receives("<iq type='result'>{any}</iq>");
        hamlet.sends(get(ITEMS));

        hamlet.receives(result("<items node='music'>" + odd + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "a node may keep quiet")
    void aNodeMayNotNotifyAtAll(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "deliver_notifications=0");
        subscribesInFull(hamlet, "music");

        publishes(hamlet, "music", "one");

        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §12.7", says = "news may be sent as normal messages")
    void notificationsMayBeNormalMessages(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "notification_type=normal");
        subscribesInFull(hamlet, "music");

        publishes(hamlet, "music", "one");

        hamlet.receives("<message type='normal' from='pubsub.example.org'>{any}</message>");
    }
}
