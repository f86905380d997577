package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
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
class RetrievalTest {
    @Test
    @Spec(value = "XEP-0060 §6.5.3", says = "all items, of an open node to anybody")
    void anybodyGetsTheItemsOfAnOpenNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");

        horatio.sends(get("<items node='music'/>"));

        horatio.receives(result("<items node='music'>" + song("one") + song("two") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.7", says = "the most recent ones")
    void theNewestItemsAreGiven(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        publishes(hamlet, "music", "three");

        hamlet.sends(get("<items node='music' max_items='2'/>"));

        hamlet.receives(result("<items node='music'>" + song("two") + song("three") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.7", says = "how many is a number")
    void howManyMustBeANumber(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        for (String count : List.of("-1", "0", "2147483648", "all")) {
            hamlet.sends(get("<items node='music' max_items='" + count + "'/>"));
            hamlet.receives(explained("modify", "bad-request"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.8, §6.5.9.12", says = "items by id, and nothing for those that are not there")
    void itemsAreGivenById(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        publishes(hamlet, "music", "three");

        hamlet.sends(get("<items node='music'><item id='three'/><item id='one'/><item id='four'/></items>"));
        hamlet.receives(result("<items node='music'>" + song("one") + song("three") + "</items>"));
        hamlet.sends(get("<items node='music'><item id='four'/></items>"));
        hamlet.receives(result("<items node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.4", says = "a part of the items, with a note that there are more")
    void largeAnswersAreTruncated(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        String long60k = "x".repeat(60_000);
        for (int i = 0; i < 10; i++) {
            hamlet.sends(set("<publish node='music'><item id='i" + i + "'><song xmlns='urn:example:music'>" + long60k
                    + "</song></item></publish>"));
            hamlet.receives("<iq type='result'>{any}</iq>");
        }

        hamlet.sends(get("<items node='music'/>"));
        Element answer = hamlet.receives().firstChild().orElseThrow();

        assertThat(answer.elements().getFirst().elements()).hasSize(8);
        Element set = answer.elements().getLast();
        assertThat(set.child("first").map(Element::text)).contains("i2");
        assertThat(set.child("last").map(Element::text)).contains("i9");
        assertThat(set.child("count").map(Element::text)).contains("10");
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.1, §6.5.9.3", says = "of a whitelist node only subscribers get items")
    void membersMustSubscribeFirst(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "secret", "access_model=whitelist");
        publishes(hamlet, "secret", "one");
        affiliates(hamlet, "secret", horatio, "member");

        horatio.sends(get("<items node='secret'/>"));
        horatio.receives(error("auth", "not-authorized", "not-subscribed"));
        subscribes(horatio, "secret");
        horatio.sends(get("<items node='secret'/>"));

        horatio.receives(result("<items node='secret'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.9.8", says = "not on the whitelist")
    void strangersGetNothingFromAWhitelistNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "secret", "access_model=whitelist");
        publishes(hamlet, "secret", "one");

        horatio.sends(get("<items node='secret'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
        horatio.sends(get("<items node='secret'><item id='one'/></items>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.9.10", says = "outcasts are blocked, those who may only publish too")
    void outcastsGetNothing(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        for (String affiliation : List.of("publish-only", "outcast")) {
            affiliates(hamlet, "music", horatio, affiliation);
            horatio.sends(get("<items node='music'/>"));
            horatio.receives(error("auth", "forbidden"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.9.11", says = "there is no such node")
    void retrievalNeedsANodeThatIsThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(get("<items node='nowhere'/>"));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(get("<items/>"));
        hamlet.receives(error("modify", "bad-request", "nodeid-required"));
    }
}
