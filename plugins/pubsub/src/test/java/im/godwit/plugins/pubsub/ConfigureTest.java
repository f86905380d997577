package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
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
class ConfigureTest {
    private static List<String> values(Element form) {
        return form.elements().stream()
                .map(field -> field.attribute("var").orElse("") + "="
                        + field.child("value").map(Element::text).orElse(""))
                .toList();
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.2", says = "the form shows the configuration as it is")
    void theOwnerGetsAForm(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "title=Songs", "max_items=10");

        hamlet.sends(ownerGet("<configure node='music'/>"));
        Element form = hamlet.receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .orElseThrow();

        assertThat(form.attribute("type")).contains("form");
        assertThat(values(form))
                .contains(
                        "FORM_TYPE=http://jabber.org/protocol/pubsub#node_config",
                        "pubsub#title=Songs",
                        "pubsub#max_items=10",
                        "pubsub#access_model=open",
                        "pubsub#send_last_published_item=never",
                        "pubsub#deliver_payloads=1");
    }

    @Test
    @Spec(value = "XEP-0060 §8.3", says = "everybody may ask for the default configuration")
    void theDefaultsAreThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerGet("<default/>"));
        Element form = hamlet.receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .orElseThrow();

        assertThat(values(form)).contains("pubsub#max_items=max", "pubsub#max_payload_size=65536");
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.4", says = "what is submitted changes, the rest stays")
    void aSubmissionChangesWhatItSays(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "title=Songs");

        hamlet.sends(
                ownerSet("<configure node='music'>" + form("description=All of them", "x-unknown=1") + "</configure>"));
        hamlet.receives(done());

        hamlet.sends(ownerGet("<configure node='music'/>"));
        Element form = hamlet.receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .orElseThrow();
        assertThat(values(form)).contains("pubsub#title=Songs", "pubsub#description=All of them");
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.4", says = "to cancel leaves the configuration as it is")
    void cancellingChangesNothing(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "notify_config=1");
        subscribesInFull(hamlet, "music");

        hamlet.sends(ownerSet("<configure node='music'><x xmlns='jabber:x:data' type='cancel'/></configure>"));

        hamlet.receives(done());
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.3.2", says = "only an owner configures")
    void othersMayNotConfigure(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        affiliates(hamlet, "music", horatio, "publisher");

        horatio.sends(ownerGet("<configure node='music'/>"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(ownerSet("<configure node='music'>" + form("title=Mine") + "</configure>"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(ownerSet("<configure node='music'><x xmlns='jabber:x:data' type='cancel'/></configure>"));
        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.3.3", says = "no node is named")
    void configuringNeedsANode(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerGet("<configure/>"));

        hamlet.receives(error("modify", "bad-request", "nodeid-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.3.5", says = "there is no such node")
    void configuringNeedsANodeThatIsThere(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(ownerGet("<configure node='nowhere'/>"));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.5.2", says = "a value that cannot be")
    void impossibleValuesAreRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        for (String setting : List.of(
                "max_items=0",
                "max_items=-1",
                "max_items=many",
                "max_items=1001",
                "max_items=99999999999999999999",
                "max_payload_size=65537",
                "persist_items=perhaps",
                "publish_model=nobody",
                "title=" + "t".repeat(5000))) {
            hamlet.sends(ownerSet("<configure node='music'>" + form(setting) + "</configure>"));
            hamlet.receives(explained("modify", "not-acceptable"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.5.1", says = "max is as many as the service permits; true is 1")
    void wordsForValuesAreUnderstood(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(
                ownerSet("<configure node='music'>" + form("max_items=max", "deliver_payloads=true") + "</configure>"));

        hamlet.receives(done());
    }

    @Test
    void aFormOfAnotherKindIsRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(ownerSet(
                "<configure node='music'>" + form().replace("#node_config", "#subscribe_options") + "</configure>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(ownerSet("<configure node='music'/>"));
        hamlet.receives(explained("modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.2.5.3", says = "subscribers are told of the new configuration")
    void subscribersMayBeToldOfTheConfiguration(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "notify_config=1");
        subscribesInFull(hamlet, "music");

        hamlet.sends(ownerSet("<configure node='music'>" + form("title=Songs") + "</configure>"));
        hamlet.receives(done());
        hamlet.receives(event(
                "{hamlet/}",
                "<configuration node='music'><x xmlns='jabber:x:data' type='result'>{any}</x>" + "</configuration>"));
        hamlet.sends(ownerSet("<configure node='music'>" + form("deliver_payloads=0") + "</configure>"));
        hamlet.receives(done());
        hamlet.receives(event("{hamlet/}", "<configuration node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "a node keeps no more than it is configured to")
    void fewerItemsAreKeptFromNowOn(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");

        hamlet.sends(ownerSet("<configure node='music'>" + form("max_items=1") + "</configure>"));
        hamlet.receives(done());

        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'>" + song("two") + "</items>"));
    }
}
